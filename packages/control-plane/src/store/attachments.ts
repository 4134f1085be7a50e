import type { Instant } from '@devopsellence/core';
import { covers, type Scope } from '../access/scope.js';
import type { Reader, Writer } from './database.js';
import type { EnvironmentNames } from './environments.js';
import { dropStandaloneServices } from './standalone-services.js';

/** False when it was attached already. */
export async function attachNode(
  trx: Writer,
  attachment: { readonly nodeId: string; readonly environmentId: string; readonly at: Instant },
): Promise<boolean> {
  const { nodeId, environmentId, at } = attachment;
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('node_environments')
    .values({ node_id: nodeId, environment_id: environmentId, attached_at: at })
    .onConflict((conflict) => conflict.columns(['node_id', 'environment_id']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/**
 * False when it was not attached. A running deployment of the environment has nothing to do with the node any more, and its
 * standalone services there are deleted.
 */
export async function detachNode(trx: Writer, nodeId: string, environmentId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('node_environments')
    .where('node_id', '=', nodeId)
    .where('environment_id', '=', environmentId)
    .executeTakeFirst();
  const running = trx.selectFrom('deployments').select('id').where('environment_id', '=', environmentId);
  await trx
    .deleteFrom('deployment_nodes')
    .where('node_id', '=', nodeId)
    .where('deployment_id', 'in', running)
    .execute();
  await dropStandaloneServices(trx, { environmentId, nodeId });
  return numDeletedRows > 0n;
}

/** An environment, with the id of a node attached to it. */
export interface Attachment extends EnvironmentNames {
  readonly nodeId: string;
  readonly environmentId: string;
}

/** Of one node or of all, sorted by the environments' names. */
export async function listAttachments(db: Reader, nodeId?: string): Promise<Attachment[]> {
  let query = db
    .selectFrom('node_environments')
    .innerJoin('environments', 'environments.id', 'node_environments.environment_id')
    .innerJoin('projects', 'projects.id', 'environments.project_id')
    .innerJoin('organizations', 'organizations.id', 'projects.organization_id')
    .select([
      'node_environments.node_id as nodeId',
      'environments.id as environmentId',
      'organizations.name as organization',
      'projects.name as project',
      'environments.name as environment',
    ]);
  if (nodeId !== undefined) query = query.where('node_environments.node_id', '=', nodeId);
  return await query.orderBy('organizations.name').orderBy('projects.name').orderBy('environments.name').execute();
}

/** The attachments to environments of the scope, by the id of the node. */
export async function attachmentsByNode(db: Reader, scope: Scope): Promise<ReadonlyMap<string, readonly Attachment[]>> {
  const byNode = new Map<string, Attachment[]>();
  for (const attachment of await listAttachments(db)) {
    if (!covers(scope, attachment)) continue;
    const known = byNode.get(attachment.nodeId);
    if (known === undefined) byNode.set(attachment.nodeId, [attachment]);
    else known.push(attachment);
  }
  return byNode;
}
