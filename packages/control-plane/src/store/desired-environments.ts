import { AppError, type DesiredEnvironment, type Instant, type TaskRun } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { hasFields, readDocument } from './document.js';
import { joinStandaloneServices } from './join-standalone.js';
import { growRevisions } from './node-revisions.js';
import { readPublishedTaskRuns } from './published-task-runs.js';
import type { DesiredEnvironmentRow } from './schema.js';
import { type PlacedStandaloneService, readPlacedStandaloneServices } from './standalone-services.js';
import { dropTaskRuns } from './task-run-ends.js';

/** What was last published of one environment to one node. */
export interface PublishedEnvironment {
  readonly nodeId: string;
  readonly environmentId: string;
  readonly deploymentId: string;
  readonly releaseId: string;
  readonly document: DesiredEnvironment;
  readonly publishedAt: Instant;
}

/** A node's desired state as stored: without values of secrets. */
export interface NodeDesiredState {
  readonly revision: number;
  /** Sorted by id. */
  readonly environments: readonly DesiredEnvironment[];
}

/** Revision, documents and runs of one moment: pass a transaction, or read a node that nobody writes. */
export async function readNodeDesiredState(db: Reader, nodeId: string): Promise<NodeDesiredState> {
  const state = (await readNodeDesiredStates(db, [nodeId], parseOnce())).get(nodeId);
  if (state === undefined) throw nodeRemoved(nodeId);
  return state;
}

/**
 * As `readNodeDesiredState`, by node id. A node that was removed is missing. Nodes with equal documents share one object,
 * unless they have standalone services, or runs of tasks that are of no deployment: these are kept beside the documents and
 * joined to them here.
 */
export async function readNodeDesiredStates(
  db: Reader,
  nodeIds: readonly string[],
  parse: (text: string) => DesiredEnvironment,
): Promise<ReadonlyMap<string, NodeDesiredState>> {
  if (nodeIds.length === 0) return new Map();
  // One statement, so that the revision is that of these documents even outside a transaction.
  const rows = await db
    .selectFrom('nodes')
    .leftJoin('desired_environments', 'desired_environments.node_id', 'nodes.id')
    .select(['nodes.id as nodeId', 'nodes.revision as revision', 'desired_environments.document as document'])
    .where('nodes.id', 'in', nodeIds)
    .orderBy('nodes.id')
    .orderBy('desired_environments.environment_id')
    .execute();
  const runs = await readPublishedTaskRuns(db, nodeIds);
  const standalone = await readPlacedStandaloneServices(db, nodeIds);
  const states = new Map<string, { readonly revision: number; readonly environments: DesiredEnvironment[] }>();
  for (const { nodeId, revision, document } of rows) {
    const state = states.get(nodeId) ?? { revision, environments: [] };
    if (document !== null) state.environments.push(withRuns(parse(document), runs.get(nodeId)));
    states.set(nodeId, state);
  }
  const joined = [...states].map(([nodeId, { revision, environments }]) => {
    return [nodeId, { revision, environments: withStandalone(environments, standalone.get(nodeId)) }] as const;
  });
  return new Map(joined);
}

function withStandalone(environments: readonly DesiredEnvironment[], placed?: readonly PlacedStandaloneService[]) {
  return placed === undefined ? environments : joinStandaloneServices(environments, placed);
}

function withRuns(environment: DesiredEnvironment, runs: ReadonlyMap<string, readonly TaskRun[]> | undefined) {
  const own = runs?.get(environment.id);
  return own === undefined ? environment : { ...environment, taskRuns: [...environment.taskRuns, ...own] };
}

/** Revisions of the desired states of nodes, by node id. A node that was removed is missing. */
export async function readRevisions(db: Reader, nodeIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('nodes').select(['id', 'revision']).where('id', 'in', nodeIds).execute();
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

/** Everything published of one environment, sorted by node id. Nodes with equal documents share one object. */
export async function listPublishedEnvironments(db: Reader, environmentId: string): Promise<PublishedEnvironment[]> {
  const rows = await db
    .selectFrom('desired_environments')
    .selectAll()
    .where('environment_id', '=', environmentId)
    .orderBy('node_id')
    .execute();
  const parse = parseOnce();
  return rows.map((row) => decode(row, parse));
}

/**
 * Puts the document into the node's desired state, whose revision grows; a node that is held is so no more. Returns the new
 * revision. After the commit,
 * `DesiredStateFeed.wake` sends it.
 */
export async function publishDesiredEnvironment(
  trx: Writer,
  published: Omit<PublishedEnvironment, 'publishedAt'> & { readonly at: Instant },
): Promise<number> {
  const content = {
    deployment_id: published.deploymentId,
    release_id: published.releaseId,
    document: JSON.stringify(published.document),
    published_at: published.at,
  };
  await trx
    .insertInto('desired_environments')
    .values({ node_id: published.nodeId, environment_id: published.environmentId, ...content })
    .onConflict((conflict) => conflict.columns(['node_id', 'environment_id']).doUpdateSet(content))
    .execute();
  return await nextRevision(trx, published.nodeId);
}

/** What is to run nothing of an environment any more. */
export interface Withdrawal {
  readonly nodeId: string;
  readonly environmentId: string;
  readonly at: Instant;
}

/**
 * Takes the environment out of the node's desired state, whose revision grows if there was anything to take out, and ends
 * the runs of its tasks there. Its standalone services stay: they are of no release. Returns the revision the node has now.
 */
export async function withdrawDesiredEnvironment(
  trx: Writer,
  { nodeId, environmentId, at }: Withdrawal,
): Promise<number> {
  await dropTaskRuns(trx, { environmentId, nodeIds: [nodeId], at });
  const { numDeletedRows } = await trx
    .deleteFrom('desired_environments')
    .where('node_id', '=', nodeId)
    .where('environment_id', '=', environmentId)
    .executeTakeFirst();
  if (numDeletedRows > 0n) return await nextRevision(trx, nodeId);
  const row = await trx.selectFrom('nodes').select('revision').where('id', '=', nodeId).executeTakeFirst();
  if (row === undefined) throw nodeRemoved(nodeId);
  return row.revision;
}

async function nextRevision(trx: Writer, nodeId: string): Promise<number> {
  const [revision] = await growRevisions(trx, [nodeId]);
  if (revision === undefined) throw nodeRemoved(nodeId);
  return revision;
}

function decode(row: DesiredEnvironmentRow, parse: (text: string) => DesiredEnvironment): PublishedEnvironment {
  return {
    nodeId: row.node_id,
    environmentId: row.environment_id,
    deploymentId: row.deployment_id,
    releaseId: row.release_id,
    document: parse(row.document),
    publishedAt: row.published_at,
  };
}

/** A document column as what it holds. One that was written before there were tasks has no runs of any. */
export function readDesiredEnvironment(text: string): DesiredEnvironment {
  return { taskRuns: [], ...readDocument(text, isDesiredEnvironment, 'desired environment') };
}

/** Reads documents, each text once: most nodes of an environment have the same one. */
export function parseOnce(): (text: string) => DesiredEnvironment {
  const documents = new Map<string, DesiredEnvironment>();
  return (text) => {
    const document = documents.get(text) ?? readDesiredEnvironment(text);
    documents.set(text, document);
    return document;
  };
}

type StoredEnvironment = Omit<DesiredEnvironment, 'taskRuns'> & Partial<Pick<DesiredEnvironment, 'taskRuns'>>;

const isDesiredEnvironment = hasFields<StoredEnvironment>(['id', 'slug', 'releaseId', 'deploymentId', 'services']);

export function nodeRemoved(nodeId: string): AppError {
  return new AppError('not_found', { message: `node ${nodeId} was removed` });
}
