import type { SshAddress } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';

/** By node, of those of which it is known. */
export async function sshAddressesByNode(db: Reader): Promise<ReadonlyMap<string, SshAddress>> {
  const rows = await db.selectFrom('ssh_addresses').selectAll().execute();
  return new Map(rows.map(({ node_id, ...address }) => [node_id, address]));
}

export async function findSshAddress(db: Reader, nodeId: string): Promise<SshAddress | null> {
  const query = db.selectFrom('ssh_addresses').select(['host', 'user', 'port']).where('node_id', '=', nodeId);
  return (await query.executeTakeFirst()) ?? null;
}

/** The machine of the node is reached like this from now on. */
export async function putSshAddress(trx: Writer, nodeId: string, { host, user, port }: SshAddress): Promise<void> {
  await trx
    .insertInto('ssh_addresses')
    .values({ node_id: nodeId, host, user, port })
    .onConflict((conflict) => conflict.column('node_id').doUpdateSet({ host, user, port }))
    .execute();
}
