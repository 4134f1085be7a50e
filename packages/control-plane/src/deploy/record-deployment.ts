import { AppError, type PlacedTaskRun, phaseOf, planRollout } from '@devopsellence/core';
import {
  adoptDesiredEnvironments,
  type Deployment,
  type DeploymentKind,
  type Environment,
  environmentById,
  environmentTitle,
  findDeploymentByRequest,
  insertDeployment,
  insertDeploymentNodes,
  insertEvent,
  type Reader,
  type Release,
  setCurrentRelease,
  type Writer,
} from '../store/index.js';
import type { Caller, DeployDeps, ReleaseContent } from './deploy-request.js';
import { recordEnd } from './end-deployment.js';
import { type EnvironmentWorld, readEnvironmentWorld } from './environment-world.js';
import { factsOf } from './node-facts.js';
import { type PlacedRelease, placeRelease } from './place-release.js';
import { type PlannedNode, planDeployment } from './plan-deployment.js';
import { recordOf, toRow } from './planned-row.js';
import { inProgress } from './refusals.js';
import { releaseOf } from './release-of.js';
import { recordRun, releaseRun, releaseTaskMs, runsTask } from './release-task.js';
import { requireSendable } from './require-size.js';
import { requireConsent } from './taken-back.js';

export interface NewDeployment {
  readonly environment: Environment;
  readonly kind: DeploymentKind;
  /** What a new release is made of; null: what the current one is, or `release`. */
  readonly content: ReleaseContent | null;
  /** The release that is published again; null: the current one if it is made of `content`, else a new one. */
  readonly release: Release | null;
  /** Runs the release task whatever became of the release before. */
  readonly withTask: boolean;
  readonly requestToken: string;
  /** Other environments on nodes that are held may go back to what is known of them. */
  readonly takesBack: boolean;
  readonly caller: Caller;
}

export interface RecordedDeployment {
  /** Null for a preview. */
  readonly deployment: Deployment | null;
  readonly nodes: readonly PlannedNode[];
  readonly content: ReleaseContent;
}

/** What recording the deployment now would do, with the same refusals. Changes nothing. */
export async function previewDeployment(
  db: Reader,
  start: NewDeployment,
  deps: DeployDeps,
): Promise<RecordedDeployment> {
  const world = await readWorldToStart(db, start);
  const content = contentOf(world, start);
  const placed = placeRelease(world, content.spec);
  const run = (await runsTask(db, start, world)) ? releaseRun(placed, '', deps) : null;
  const nodes = plan({ world, content, placed, run, releaseId: '', deploymentId: '' }, deps);
  await requireSendable(db, nodes);
  await requireAgreed(db, { start, nodes }, deps);
  return { deployment: null, nodes, content };
}

/**
 * Validates against the world as it is inside the transaction and records release, deployment and event. Nothing is
 * published yet, but a deployment with nothing to publish and nothing to wait for ends as settled at once. The same
 * request again answers what it recorded the first time.
 */
export async function recordDeployment(
  trx: Writer,
  start: NewDeployment,
  deps: DeployDeps,
): Promise<RecordedDeployment> {
  const world = await readWorldToStart(trx, start);
  const content = contentOf(world, start);
  const known = await findDeploymentByRequest(trx, start.environment.id, start.requestToken);
  if (known !== null) return { deployment: known, nodes: [], content };
  const at = deps.clock.now();
  const placed = placeRelease(world, content.spec);
  const isRun = await runsTask(trx, start, world);
  const release = start.release ?? (await releaseOf(trx, { world, content, at, by: start.caller.actor }));
  const deployment = await insertDeployment(trx, {
    environmentId: start.environment.id,
    releaseId: release.id,
    kind: start.kind,
    requestToken: start.requestToken,
    startedBy: start.caller.actor,
    startedAt: at,
    deadlineAt: at + content.spec.rollout.deadlineMs + (isRun ? releaseTaskMs(content.spec) : 0),
  });
  const run = isRun ? releaseRun(placed, deployment.id, deps) : null;
  const nodes = plan({ world, content, placed, run, releaseId: release.id, deploymentId: deployment.id }, deps);
  await requireSendable(trx, nodes);
  await requireAgreed(trx, { start, nodes }, deps);
  await recordStart(trx, { deployment, release, start, nodes });
  if (run !== null) await recordRun(trx, run, { deployment, nodes });
  const ended = await settleAtOnce(trx, { deployment, world, content, nodes }, deps);
  return { deployment: ended ?? deployment, nodes, content };
}

async function requireAgreed(
  db: Reader,
  { start, nodes }: { readonly start: NewDeployment; readonly nodes: readonly PlannedNode[] },
  { fleet }: DeployDeps,
): Promise<void> {
  const { environment, takesBack, caller } = start;
  const command = start.kind === 'apply' ? 'devopsellence apply' : 'devopsellence deploy';
  const { scope } = caller;
  await requireConsent(db, { nodes, environmentId: environment.id, command, takesBack, scope }, fleet);
}

async function readWorldToStart(db: Reader, { environment, requestToken }: NewDeployment): Promise<EnvironmentWorld> {
  const current = await environmentById(db, environment.id);
  if (current === null) {
    throw new AppError('not_found', { message: `environment ${environmentTitle(environment)} was deleted` });
  }
  const world = await readEnvironmentWorld(db, current);
  // The same request twice at once: the second is answered with what the first one started.
  const isOwn = world.running?.requestToken === requestToken;
  if (world.running !== null && !isOwn) throw inProgress(world.running);
  return world;
}

function contentOf({ environment, currentRelease }: EnvironmentWorld, start: NewDeployment): ReleaseContent {
  const given = start.release ?? start.content;
  if (given !== null) return given;
  if (currentRelease !== null) return currentRelease;
  throw new AppError('no_release', {
    message: `nothing was deployed to environment ${environmentTitle(environment)} yet`,
    nextActions: ['devopsellence deploy'],
  });
}

interface Planned {
  readonly world: EnvironmentWorld;
  readonly content: ReleaseContent;
  readonly placed: PlacedRelease;
  readonly run: PlacedTaskRun | null;
  readonly releaseId: string;
  readonly deploymentId: string;
}

function plan({ world, content, placed, run, ...ids }: Planned, deps: DeployDeps): readonly PlannedNode[] {
  const { environment } = world;
  const context = { ...deps, environmentId: environment.id };
  return planDeployment({
    world,
    spec: content.spec,
    images: content.images,
    placed,
    taskRun: run,
    ...ids,
    needsAnotherTry: (node, document) => {
      // Nobody knows what it runs: what was published to it before the backup is not it.
      if (node.heldAt !== null) return true;
      const facts = factsOf(recordOf({ node, change: 'keep', document }), context);
      return facts.connection === 'online' && phaseOf(facts) === 'changing';
    },
  });
}

interface Started {
  readonly deployment: Deployment;
  readonly release: Release;
  readonly start: NewDeployment;
  readonly nodes: readonly PlannedNode[];
}

async function recordStart(trx: Writer, { deployment, release, start, nodes }: Started): Promise<void> {
  await insertDeploymentNodes(
    trx,
    nodes.map((planned) => toRow(planned, deployment.id)),
  );
  await setCurrentRelease(trx, deployment.environmentId, release.id);
  await adoptDesiredEnvironments(trx, {
    environmentId: deployment.environmentId,
    nodeIds: nodes.filter(({ change }) => change === 'keep').map(({ node }) => node.id),
    deploymentId: deployment.id,
    releaseId: release.id,
  });
  await insertEvent(trx, {
    at: deployment.startedAt,
    actor: start.caller.actor,
    action: 'deployment.started',
    place: start.environment,
    subject: `environment ${environmentTitle(start.environment)}`,
    details: {
      deployment: deployment.id,
      kind: deployment.kind,
      release: release.id,
      revision: release.revision,
      nodes: nodes.length,
    },
    correlationId: start.caller.correlationId,
  });
}

interface Startable {
  readonly deployment: Deployment;
  readonly world: EnvironmentWorld;
  readonly content: ReleaseContent;
  readonly nodes: readonly PlannedNode[];
}

/** Ends a deployment that has nothing to do. Null when it has. */
async function settleAtOnce(trx: Writer, wanted: Startable, deps: DeployDeps): Promise<Deployment | null> {
  const { deployment, world, content, nodes } = wanted;
  if (nodes.some(({ change }) => change !== 'keep')) return null;
  const { startedAt, deadlineAt, environmentId } = deployment;
  const context = { ...deps, environmentId };
  const { outcome } = planRollout({
    startedAt,
    deadlineAt,
    rollout: content.spec.rollout,
    nodes: nodes.map((planned) => factsOf(recordOf(planned), context)),
    // A deployment with a task has something to do.
    task: null,
    now: startedAt,
  });
  if (outcome.kind !== 'settled') return null;
  const end = { state: 'settled', reason: outcome.reason, at: startedAt } as const;
  await recordEnd(trx, { deployment, environment: world.environment, ...end });
  return { ...deployment, state: end.state, reason: end.reason, endedAt: end.at };
}
