import type { DesiredEnvironment, Instant, NodeChange } from '@devopsellence/core';
import { chunks } from './chunks.js';
import type { Reader, Writer } from './database.js';
import { parseOnce } from './desired-environments.js';
import { growRevisions } from './node-revisions.js';
import type { DeploymentNodeRow } from './schema.js';
import { dropTaskRuns } from './task-run-ends.js';

/** What a running deployment does to one node, and how far it is. */
export interface DeploymentNode {
  readonly deploymentId: string;
  readonly nodeId: string;
  readonly change: NodeChange;
  /** What the node is to run of the environment; null: nothing. */
  readonly document: DesiredEnvironment | null;
  /** What was published to the node before; null: nothing. */
  readonly previous: PreviousDocument | null;
  /** The deployment that this one supersedes left the node in the middle of its own change. */
  readonly leftChanging: boolean;
  /** Null until the change is published. */
  readonly publishedRevision: number | null;
  readonly beganAt: Instant | null;
  readonly settledAt: Instant | null;
}

export interface PreviousDocument {
  readonly document: DesiredEnvironment;
  readonly releaseId: string;
}

/** How far a deployment is with one node. */
export interface DeploymentNodeProgress {
  readonly nodeId: string;
  readonly name: string;
  readonly publishedRevision: number | null;
  readonly beganAt: Instant | null;
  readonly settledAt: Instant | null;
}

/** All nodes of one deployment. */
export async function insertDeploymentNodes(trx: Writer, nodes: readonly DeploymentNode[]): Promise<void> {
  const numbers = new Map<DesiredEnvironment, number>();
  for (const { deploymentId, document, previous } of nodes) {
    for (const each of [document, previous?.document ?? null]) {
      if (each === null || numbers.has(each)) continue;
      const number = numbers.size;
      numbers.set(each, number);
      const row = { deployment_id: deploymentId, number, document: JSON.stringify(each) };
      await trx.insertInto('deployment_documents').values(row).execute();
    }
  }
  for (const chunk of chunks(nodes)) {
    const rows = chunk.map((node) => encode(node, numbers));
    await trx.insertInto('deployment_nodes').values(rows).execute();
  }
}

/** Sorted by node id. Nodes with equal documents share one object. */
export async function listDeploymentNodes(db: Reader, deploymentId: string): Promise<DeploymentNode[]> {
  const rows = await db
    .selectFrom('deployment_nodes')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .orderBy('node_id')
    .execute();
  const documents = await listDocuments(db, deploymentId);
  return rows.map((row) => decode(row, documents));
}

/** By number. */
async function listDocuments(
  db: Reader,
  deploymentId: string,
): Promise<ReadonlyMap<number | null, DesiredEnvironment>> {
  const rows = await db
    .selectFrom('deployment_documents')
    .select(['number', 'document'])
    .where('deployment_id', '=', deploymentId)
    .execute();
  const parse = parseOnce();
  return new Map(rows.map(({ number, document }) => [number, parse(document)]));
}

/** Without documents. Nodes that were detached or removed since the deployment started are not in it any more. */
export async function listDeploymentProgress(db: Reader, deploymentId: string): Promise<DeploymentNodeProgress[]> {
  const rows = await db
    .selectFrom('deployment_nodes')
    .innerJoin('nodes', 'nodes.id', 'deployment_nodes.node_id')
    .select([
      'deployment_nodes.node_id as nodeId',
      'nodes.name as name',
      'deployment_nodes.published_revision as publishedRevision',
      'deployment_nodes.began_at as beganAt',
      'deployment_nodes.settled_at as settledAt',
    ])
    .where('deployment_nodes.deployment_id', '=', deploymentId)
    .execute();
  return rows.map((row) => ({ ...row, name: row.name ?? row.nodeId }));
}

export interface Publication {
  readonly deploymentId: string;
  readonly environmentId: string;
  readonly releaseId: string;
  /** Of the deployment. */
  readonly nodeIds: readonly string[];
  readonly at: Instant;
}

/**
 * Puts what the deployment holds for these nodes into their desired states, whose revisions grow, and records at which
 * revisions. A number of statements that does not depend on how many nodes there are: thousands are published at once.
 */
export async function publishDeploymentNodes(trx: Writer, { nodeIds, ...publication }: Publication): Promise<void> {
  for (const chunk of chunks(nodeIds)) {
    const changed = [
      ...(await putDocuments(trx, { nodeIds: chunk, ...publication })),
      ...(await withdrawDocuments(trx, { nodeIds: chunk, ...publication })),
    ];
    if (changed.length > 0) await growRevisions(trx, changed);
    await trx
      .updateTable('deployment_nodes')
      .from('nodes')
      .set((columns) => ({ published_revision: columns.ref('nodes.revision') }))
      .whereRef('nodes.id', '=', 'deployment_nodes.node_id')
      .where('deployment_id', '=', publication.deploymentId)
      .where('node_id', 'in', chunk)
      .execute();
  }
}

/** Returns the nodes that are to run something. */
async function putDocuments(trx: Writer, publication: Publication): Promise<readonly string[]> {
  const { deploymentId, environmentId, releaseId, nodeIds, at } = publication;
  const rows = await trx
    .insertInto('desired_environments')
    .columns(['node_id', 'environment_id', 'deployment_id', 'release_id', 'document', 'published_at'])
    .expression(({ selectFrom, val }) =>
      selectFrom('deployment_nodes')
        .innerJoin('deployment_documents', (join) =>
          join
            .onRef('deployment_documents.deployment_id', '=', 'deployment_nodes.deployment_id')
            .onRef('deployment_documents.number', '=', 'deployment_nodes.document_number'),
        )
        .select(['node_id', val(environmentId).as('environment_id'), 'deployment_nodes.deployment_id'])
        .select([val(releaseId).as('release_id'), 'document', val(at).as('published_at')])
        .where('deployment_nodes.deployment_id', '=', deploymentId)
        .where('node_id', 'in', nodeIds),
    )
    .onConflict((conflict) =>
      conflict.columns(['node_id', 'environment_id']).doUpdateSet(({ ref }) => ({
        deployment_id: ref('excluded.deployment_id'),
        release_id: ref('excluded.release_id'),
        document: ref('excluded.document'),
        published_at: ref('excluded.published_at'),
      })),
    )
    .returning('node_id')
    .execute();
  return rows.map(({ node_id }) => node_id);
}

/** Returns the nodes that ran something and are to run nothing. */
async function withdrawDocuments(trx: Writer, publication: Publication): Promise<readonly string[]> {
  const { deploymentId, environmentId, nodeIds, at } = publication;
  const rows = await trx
    .deleteFrom('desired_environments')
    .where('environment_id', '=', environmentId)
    .where('node_id', 'in', ({ selectFrom }) =>
      selectFrom('deployment_nodes')
        .select('node_id')
        .where('deployment_id', '=', deploymentId)
        .where('node_id', 'in', nodeIds)
        .where('document_number', 'is', null),
    )
    .returning('node_id')
    .execute();
  const withdrawn = rows.map(({ node_id }) => node_id);
  if (withdrawn.length > 0) await dropTaskRuns(trx, { environmentId, nodeIds: withdrawn, at });
  return withdrawn;
}

export interface ProgressMark {
  readonly deploymentId: string;
  readonly mark: 'began_at' | 'settled_at';
  readonly nodeIds: readonly string[];
  readonly at: Instant;
}

/** Records that the nodes have begun, or settled, for the first time. */
export async function markProgress(trx: Writer, { deploymentId, mark, nodeIds, at }: ProgressMark): Promise<void> {
  for (const chunk of chunks(nodeIds)) {
    await trx
      .updateTable('deployment_nodes')
      .set({ [mark]: at })
      .where('deployment_id', '=', deploymentId)
      .where('node_id', 'in', chunk)
      .execute();
  }
}

/** The deployment has ended: what it was to do is of no use any more. */
export async function deleteDeploymentNodes(trx: Writer, deploymentId: string): Promise<void> {
  await trx.deleteFrom('deployment_nodes').where('deployment_id', '=', deploymentId).execute();
  await trx.deleteFrom('deployment_documents').where('deployment_id', '=', deploymentId).execute();
}

function encode(node: DeploymentNode, numbers: ReadonlyMap<DesiredEnvironment | null, number>): DeploymentNodeRow {
  return {
    deployment_id: node.deploymentId,
    node_id: node.nodeId,
    change: node.change,
    document_number: numbers.get(node.document) ?? null,
    previous_number: numbers.get(node.previous?.document ?? null) ?? null,
    previous_release_id: node.previous?.releaseId ?? null,
    left_changing: node.leftChanging ? 1 : 0,
    published_revision: node.publishedRevision,
    began_at: node.beganAt,
    settled_at: node.settledAt,
  };
}

function decode(row: DeploymentNodeRow, documents: ReadonlyMap<number | null, DesiredEnvironment>): DeploymentNode {
  const { previous_number: previousNumber, previous_release_id: releaseId } = row;
  const previous = documents.get(previousNumber);
  return {
    deploymentId: row.deployment_id,
    nodeId: row.node_id,
    change: row.change,
    document: documents.get(row.document_number) ?? null,
    previous: previous === undefined || releaseId === null ? null : { document: previous, releaseId },
    leftChanging: row.left_changing === 1,
    publishedRevision: row.published_revision,
    beganAt: row.began_at,
    settledAt: row.settled_at,
  };
}

export interface Adoption {
  readonly environmentId: string;
  readonly nodeIds: readonly string[];
  readonly deploymentId: string;
  readonly releaseId: string;
}

/** What is published to the nodes already counts as this deployment's. Their desired states stay as they are. */
export async function adoptDesiredEnvironments(trx: Writer, adoption: Adoption): Promise<void> {
  for (const chunk of chunks(adoption.nodeIds)) {
    await trx
      .updateTable('desired_environments')
      .set({ deployment_id: adoption.deploymentId, release_id: adoption.releaseId })
      .where('environment_id', '=', adoption.environmentId)
      .where('node_id', 'in', chunk)
      .execute();
  }
}
