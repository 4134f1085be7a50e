import { AppError, isSshWord, MAX_PORT, type SshAddress } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { Fleet } from '../gateway/fleet.js';
import { findSshAddress, listAttachments, putSshAddress, requireNode, type Store } from '../store/index.js';
import { audit } from './audit.js';
import { encodeNode, encodeSshAddress } from './encode-node.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';

export interface SshAddressDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly fleet: Fleet;
}

export function sshAddressHandlers(deps: SshAddressDeps): Pick<UnaryHandlers, 'SetSshAddress'> {
  return { SetSshAddress: (request, context) => setSshAddress(deps, request, context) };
}

async function setSshAddress(
  { store, clock, fleet }: SshAddressDeps,
  request: wire.SetSshAddressRequest__Output,
  context: OperatorContext,
): Promise<wire.NodeReply> {
  const ssh = requireSshAddress(request.ssh);
  const at = clock.now();
  const { node, changed } = await store.transaction(async (trx) => {
    const node = await requireNode(trx, request.node);
    if (isSame(await findSshAddress(trx, node.id), ssh)) return { node, changed: false };
    await putSshAddress(trx, node.id, ssh);
    await audit(trx, context, {
      at,
      action: 'node.ssh_address_set',
      subject: `node ${node.name || node.id}`,
      details: { node_id: node.id, ...ssh },
    });
    return { node, changed: true };
  });
  const attachments = await listAttachments(store.db, node.id);
  const known = { ...encodeNode(node, attachments, fleet), ssh: encodeSshAddress(ssh) };
  return { node: known, changed, pendingChanges: [] };
}

function requireSshAddress(ssh: wire.SshAddress__Output | null): SshAddress {
  const { host = '', user = '', port = 0 } = ssh ?? {};
  if (isSshWord(host) && (user === '' || isSshWord(user)) && port <= MAX_PORT) {
    return { host, user: user || null, port: port || null };
  }
  throw new AppError('invalid_argument', {
    message: 'this is nothing that ssh could reach a machine with',
    reason: 'host and user are names or addresses, and a port is at most 65535',
  });
}

function isSame(known: SshAddress | null, { host, user, port }: SshAddress): boolean {
  return known?.host === host && known.user === user && known.port === port;
}
