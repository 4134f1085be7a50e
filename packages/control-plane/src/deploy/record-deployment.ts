import { AppError, type Instant, type PlacedTaskRun, phaseOf } from '@devopsellence/core';
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
  newId,
  type Reader,
  type Release,
  setCurrentRelease,
  type Writer,
} from '../store/index.js';
import type { Caller, DeployDeps, ReleaseContent } from './deploy-request.js';
import { type EnvironmentWorld, readEnvironmentWorld } from './environment-world.js';
import { inProgress } from './in-progress.js';
import { factsOf } from './node-facts.js';
import { type PlacedRelease, placeRelease } from './place-release.js';
import { type PlannedNode, planDeployment } from './plan-deployment.js';
import { recordOf, toRow } from './planned-row.js';
import { releaseOf } from './release-of.js';
import { recordRun, releaseRun, releaseTaskMs, runsTask } from './release-task.js';
import { requireSendable } from './require-size.js';
import { settleAtOnce } from './settle-at-once.js';
import { readSuperseded, recordSuperseded } from './supersede.js';
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
  /** A deployment that runs ends as superseded. */
  readonly supersedes: boolean;
  readonly caller: Caller;
}

export interface RecordedDeployment {
  /** Null for a preview. */
  readonly deployment: Deployment | null;
  readonly nodes: readonly PlannedNode[];
  readonly content: ReleaseContent;
  /** What ended for it; null: nothing. */
  readonly superseded: Deployment | null;
  /** Ids of nodes whose desired states were changed. */
  readonly published: readonly string[];
}

const NOTHING_ENDED = { superseded: null, published: [] } as const;

/** What recording the deployment now would do, with the same refusals. Changes nothing. */
export async function previewDeployment(
  db: Reader,
  start: NewDeployment,
  deps: DeployDeps,
): Promise<RecordedDeployment> {
  const world = await readyToStart(db, start, await readWorld(db, start));
  const content = contentOf(world, start);
  const placed = placeRelease(world, content.spec);
  const run = await placeRun(db, { start, world, placed, deploymentId: '' }, deps);
  const nodes = plan({ world, content, placed, run, releaseId: '', deploymentId: '' }, deps);
  await requireSendable(db, nodes);
  await requireAgreed(db, { start, nodes }, deps);
  return { deployment: null, nodes, content, ...NOTHING_ENDED };
}

/**
 * Validates against the world as it is inside the transaction and records release, deployment and event. Nothing is
 * published yet, but a deployment with nothing to publish and nothing to wait for ends as settled at once. What it
 * supersedes ends with that: there is no moment without either, nor with both. The same request again answers what it
 * recorded the first time.
 */
export async function recordDeployment(
  trx: Writer,
  start: NewDeployment,
  deps: DeployDeps,
): Promise<RecordedDeployment> {
  const present = await readWorld(trx, start);
  const known = await findDeploymentByRequest(trx, start.environment.id, start.requestToken);
  if (known !== null) return { deployment: known, nodes: [], content: contentOf(present, start), ...NOTHING_ENDED };
  const world = await readyToStart(trx, start, present);
  const content = contentOf(world, start);
  const at = deps.clock.now();
  const placed = placeRelease(world, content.spec);
  const deploymentId = newId();
  const run = await placeRun(trx, { start, world, placed, deploymentId }, deps);
  const published = await endSuperseded(trx, { start, world, run, deploymentId, at });
  const release = start.release ?? (await releaseOf(trx, { world, content, at, by: start.caller.actor }));
  const deployment = await insertDeployment(trx, {
    id: deploymentId,
    environmentId: start.environment.id,
    releaseId: release.id,
    kind: start.kind,
    requestToken: start.requestToken,
    startedBy: start.caller.actor,
    startedAt: at,
    deadlineAt: at + content.spec.rollout.deadlineMs + (run === null ? 0 : releaseTaskMs(content.spec)),
  });
  const nodes = plan({ world, content, placed, run, releaseId: release.id, deploymentId }, deps);
  await requireSendable(trx, nodes);
  await requireAgreed(trx, { start, nodes }, deps);
  await recordStart(trx, { deployment, release, start, nodes });
  if (run !== null) await recordRun(trx, run, { deployment, nodes, spec: content.spec });
  const ended = await settleAtOnce(trx, { deployment, world, content, nodes }, deps);
  const superseded = world.superseded?.deployment ?? null;
  return { deployment: ended ?? deployment, nodes, content, superseded, published };
}

async function requireAgreed(
  db: Reader,
  { start, nodes }: { readonly start: NewDeployment; readonly nodes: readonly PlannedNode[] },
  { fleet }: DeployDeps,
): Promise<void> {
  const { environment, takesBack, caller } = start;
  const { scope } = caller;
  const consent = { nodes, environmentId: environment.id, command: commandOf(start), takesBack, scope };
  await requireConsent(db, consent, fleet);
}

/** What was typed, as far as it is known. */
function commandOf({ kind, release, withTask }: NewDeployment): string {
  if (kind !== 'rollback') return `devopsellence ${kind}`;
  const words = ['devopsellence release rollback', ...(release === null ? [] : [release.number])];
  return [...words, ...(withTask ? ['--with-task'] : [])].join(' ');
}

async function readWorld(db: Reader, { environment }: NewDeployment): Promise<EnvironmentWorld> {
  const current = await environmentById(db, environment.id);
  if (current !== null) return await readEnvironmentWorld(db, current);
  throw new AppError('not_found', { message: `environment ${environmentTitle(environment)} was deleted` });
}

/** The world as it is once nothing runs. Throws `deployment_in_progress` where something does that is not superseded. */
async function readyToStart(db: Reader, start: NewDeployment, world: EnvironmentWorld): Promise<EnvironmentWorld> {
  const { running } = world;
  if (running === null) return world;
  if (!start.supersedes) throw await inProgress(db, running, commandOf(start));
  return { ...world, running: null, superseded: await readSuperseded(db, running, world.published) };
}

interface RunWanted {
  readonly start: NewDeployment;
  readonly world: EnvironmentWorld;
  readonly placed: PlacedRelease;
  readonly deploymentId: string;
}

/** The run of the release task that the deployment makes; null: none. */
async function placeRun(db: Reader, wanted: RunWanted, deps: DeployDeps): Promise<PlacedTaskRun | null> {
  const { start, world, placed, deploymentId } = wanted;
  return (await runsTask(db, start, world)) ? releaseRun(placed, { ...world, deploymentId }, deps) : null;
}

interface Successor extends Pick<RunWanted, 'start' | 'world' | 'deploymentId'> {
  readonly run: PlacedTaskRun | null;
  readonly at: Instant;
}

async function endSuperseded(trx: Writer, successor: Successor): Promise<readonly string[]> {
  const { start, world, deploymentId: id, run, at } = successor;
  const { superseded, environment } = world;
  if (superseded === null) return [];
  const by = start.caller.actor;
  return await recordSuperseded(trx, { superseded, environment, id, taskNodeId: run?.nodeId ?? null, by, at });
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
      // What it was told holds a run of a task that is to stop.
      if (world.superseded?.taskNodeIds.has(node.id) === true) return true;
      const facts = factsOf(recordOf({ node, change: 'keep', document, leftChanging: false }), context);
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
