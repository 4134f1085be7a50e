import { AppError, type Instant } from '@devopsellence/core';
import type { Reader, Writer } from './database.js';
import { type EnvironmentNames, environmentById } from './environments.js';
import type { DeploymentRow } from './schema.js';
import { orRefuse } from './violation.js';

export type DeploymentKind = DeploymentRow['kind'];

export interface Deployment {
  readonly id: string;
  readonly environmentId: string;
  readonly releaseId: string;
  readonly kind: DeploymentKind;
  readonly state: DeploymentRow['state'];
  /** Why it ended as it did; empty while it runs. */
  readonly reason: string;
  /** Unique in the environment. */
  readonly requestToken: string;
  /** Name of a token. */
  readonly startedBy: string;
  readonly startedAt: Instant;
  readonly deadlineAt: Instant;
  readonly endedAt: Instant | null;
}

export type NewDeployment = Omit<Deployment, 'state' | 'reason' | 'endedAt'>;

export type EndedState = Exclude<Deployment['state'], 'running'>;

/** Starts a deployment. An environment has at most one running: a second one throws `deployment_in_progress`. */
export async function insertDeployment(trx: Writer, deployment: NewDeployment): Promise<Deployment> {
  const inserted: Deployment = { ...deployment, state: 'running', reason: '', endedAt: null };
  await orRefuse(trx.insertInto('deployments').values(encode(inserted)).execute(), inProgress);
  return inserted;
}

/** Names of the environment that the deployment belongs to; null when there is no such deployment. */
export async function deploymentPlace(db: Reader, id: string): Promise<EnvironmentNames | null> {
  const deployment = await findDeployment(db, id);
  return deployment === null ? null : await environmentById(db, deployment.environmentId);
}

/** Said also of one that the caller may not see. */
export function noSuchDeployment(id: string): AppError {
  return new AppError('not_found', {
    message: `there is no deployment ${JSON.stringify(id.slice(0, 80))}`,
    nextActions: ['devopsellence deployment list'],
  });
}

export async function findDeployment(db: Reader, id: string): Promise<Deployment | null> {
  return first(await deployments(db).where('id', '=', id).execute());
}

/** How many deployments are in each state. */
export async function countDeployments(db: Reader): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .selectFrom('deployments')
    .select(['state', (columns) => columns.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** The deployment that this request started earlier, if it did. */
export async function findDeploymentByRequest(
  db: Reader,
  environmentId: string,
  requestToken: string,
): Promise<Deployment | null> {
  const rows = await deployments(db)
    .where('environment_id', '=', environmentId)
    .where('request_token', '=', requestToken)
    .execute();
  return first(rows);
}

/** The newest deployment of the environment, running or ended. */
export async function latestDeployment(db: Reader, environmentId: string): Promise<Deployment | null> {
  const rows = await deployments(db)
    .where('environment_id', '=', environmentId)
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  return first(rows);
}

/** A deployment, with the revision of its release. */
export interface DeploymentOverview {
  readonly deployment: Deployment;
  readonly revision: string;
}

/** The newest deployment of every environment that has one. */
export async function latestDeployments(db: Reader): Promise<DeploymentOverview[]> {
  const newest = db
    .selectFrom('deployments')
    .select(({ fn }) => fn.max('id').as('id'))
    .groupBy('environment_id');
  const rows = await overviews(db).where('deployments.id', 'in', newest).execute();
  return rows.map(decodeOverview);
}

const LISTED = 50;

/** Of one environment, the newest first, at most 50. */
export async function listDeployments(db: Reader, environmentId: string): Promise<DeploymentOverview[]> {
  const rows = await overviews(db)
    .where('deployments.environment_id', '=', environmentId)
    .orderBy('deployments.id', 'desc')
    .limit(LISTED)
    .execute();
  return rows.map(decodeOverview);
}

/** Of one release, the newest first, at most 50. */
export async function listDeploymentsOf(db: Reader, releaseId: string): Promise<Deployment[]> {
  const rows = await deployments(db).where('release_id', '=', releaseId).orderBy('id', 'desc').limit(LISTED).execute();
  return rows.map(decode);
}

/** Of one environment (none or one), or of all, oldest first. */
export async function runningDeployments(db: Reader, environmentId?: string): Promise<Deployment[]> {
  let query = deployments(db).where('state', '=', 'running');
  if (environmentId !== undefined) query = query.where('environment_id', '=', environmentId);
  const rows = await query.orderBy('id').execute();
  return rows.map(decode);
}

/** Ends a running deployment. False, and no change, when it had already ended: an end is final. */
export async function endDeployment(
  trx: Writer,
  id: string,
  end: { readonly state: EndedState; readonly reason: string; readonly at: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('deployments')
    .set({ state: end.state, reason: end.reason, ended_at: end.at })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether a deployment of the release ever ended as settled. */
export async function hasSettled(db: Reader, releaseId: string): Promise<boolean> {
  const row = await db
    .selectFrom('deployments')
    .select('id')
    .where('release_id', '=', releaseId)
    .where('state', '=', 'settled')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function deployments(db: Reader) {
  return db.selectFrom('deployments').selectAll();
}

function overviews(db: Reader) {
  return db
    .selectFrom('deployments')
    .innerJoin('releases', 'releases.id', 'deployments.release_id')
    .selectAll('deployments')
    .select('releases.revision as revision');
}

function decodeOverview({ revision, ...row }: DeploymentRow & { readonly revision: string }): DeploymentOverview {
  return { deployment: decode(row), revision };
}

function first(rows: readonly DeploymentRow[]): Deployment | null {
  const [row] = rows;
  return row === undefined ? null : decode(row);
}

function encode(deployment: Deployment): DeploymentRow {
  return {
    id: deployment.id,
    environment_id: deployment.environmentId,
    release_id: deployment.releaseId,
    kind: deployment.kind,
    state: deployment.state,
    reason: deployment.reason,
    request_token: deployment.requestToken,
    started_by: deployment.startedBy,
    started_at: deployment.startedAt,
    deadline_at: deployment.deadlineAt,
    ended_at: deployment.endedAt,
  };
}

function decode(row: DeploymentRow): Deployment {
  return {
    id: row.id,
    environmentId: row.environment_id,
    releaseId: row.release_id,
    kind: row.kind,
    state: row.state,
    reason: row.reason,
    requestToken: row.request_token,
    startedBy: row.started_by,
    startedAt: row.started_at,
    deadlineAt: row.deadline_at,
    endedAt: row.ended_at,
  };
}

function inProgress(): AppError {
  return new AppError('deployment_in_progress', {
    message: 'a deployment of this environment is running',
    nextActions: ['devopsellence status', 'wait until it has ended, then run this again'],
  });
}
