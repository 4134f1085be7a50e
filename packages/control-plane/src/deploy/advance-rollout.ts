import { type Instant, planRollout, type RolloutPlan, type RolloutSpec } from '@devopsellence/core';
import {
  type Deployment,
  type DeploymentNode,
  environmentById,
  findDeployment,
  findRelease,
  findTaskRun,
  listDeploymentNodes,
  listDeploymentProgress,
  markProgress,
  publishDeploymentNodes,
  type Reader,
  recordTaskOutcome,
  type Writer,
} from '../store/index.js';
import type { DeployDeps } from './deploy-request.js';
import { type DeploymentEnd, recordEnd } from './end-deployment.js';
import { factsOf, type RecordedNode } from './node-facts.js';
import { type Rollback, rollBack } from './roll-back.js';

/** How long after its start the control plane gives its nodes to return to it before any deadline counts. */
const RETURN_MS = 60_000;

/** What stays the same while a deployment runs: read once. */
export interface RunningRollout {
  readonly deployment: Deployment;
  readonly rollout: RolloutSpec;
  /** By node id. */
  readonly nodes: ReadonlyMap<string, DeploymentNode>;
}

export interface Advance {
  /** Null when the deployment had ended before. */
  readonly plan: RolloutPlan | null;
  /** Nodes whose desired state was changed. */
  readonly published: readonly string[];
}

/** Null when the deployment has ended. */
export async function readRunningRollout(db: Reader, deployment: Deployment): Promise<RunningRollout | null> {
  const release = await findRelease(db, deployment.releaseId);
  if (release === null) return null;
  const nodes = await listDeploymentNodes(db, deployment.id);
  return { deployment, rollout: release.spec.rollout, nodes: new Map(nodes.map((node) => [node.nodeId, node])) };
}

/**
 * One step of a rollout: what is recorded and what the nodes say now, planned and recorded again, all in the given
 * transaction. Idempotent: a step that was lost is taken again, one that was recorded is not.
 */
export async function advanceRollout(trx: Writer, running: RunningRollout, deps: DeployDeps): Promise<Advance> {
  const deployment = await findDeployment(trx, running.deployment.id);
  if (deployment?.state !== 'running') return { plan: null, published: [] };
  const plan = planRollout(await readInput(trx, running, deps));
  const at = deps.clock.now();
  const { environmentId, releaseId } = deployment;
  const publication = { deploymentId: deployment.id, environmentId, releaseId, nodeIds: plan.publish, at };
  await publishDeploymentNodes(trx, publication);
  await markProgress(trx, { deploymentId: deployment.id, mark: 'began_at', nodeIds: plan.began, at });
  await markProgress(trx, { deploymentId: deployment.id, mark: 'settled_at', nodeIds: plan.settled, at });
  // The run of a deployment bears its id.
  if (plan.taskOutcome !== null) await recordTaskOutcome(trx, { id: deployment.id, outcome: plan.taskOutcome, at });
  const restored = await end(trx, { running, plan }, deps);
  return { plan, published: [...plan.publish, ...restored] };
}

async function readInput(trx: Writer, { deployment, rollout, nodes }: RunningRollout, deps: DeployDeps) {
  const { clock, startedAt } = deps;
  const context = { ...deps, environmentId: deployment.environmentId };
  const progress = await listDeploymentProgress(trx, deployment.id);
  const run = await findTaskRun(trx, deployment.id);
  const recorded = progress.flatMap((row): RecordedNode[] => {
    const wanted = nodes.get(row.nodeId);
    if (wanted === undefined) return [];
    const { change, document, leftChanging } = wanted;
    return [{ ...row, change, document, leftChanging }];
  });
  return {
    startedAt: deployment.startedAt,
    // A deadline that passed while the control plane was away is no proof that the nodes did not make it.
    deadlineAt: Math.max(deployment.deadlineAt, startedAt + RETURN_MS),
    rollout,
    nodes: recorded.map((node) => factsOf(node, context)),
    task: run === null ? null : { ...run, runId: run.id },
    now: clock.now(),
  };
}

interface Ending {
  readonly running: RunningRollout;
  readonly plan: RolloutPlan;
}

/** Records the outcome when it is final. Returns the nodes that were given back what they had before. */
async function end(trx: Writer, { running, plan }: Ending, deps: DeployDeps): Promise<readonly string[]> {
  const { outcome } = plan;
  if (outcome.kind === 'running') return [];
  const at = deps.clock.now();
  const rollback = outcome.kind === 'failed' ? await giveBack(trx, running, at) : null;
  const state = rollback === null ? outcome.kind : 'rolled_back';
  return await conclude(trx, running.deployment, { state, reason: outcome.reason, rollback, at });
}

/** Ends a running deployment because somebody wants it to. Returns the nodes that were given back what they had before. */
export async function cancelRollout(
  trx: Writer,
  running: RunningRollout,
  { actor, at }: { readonly actor: string; readonly at: Instant },
): Promise<readonly string[]> {
  const rollback = await giveBack(trx, running, at);
  return await conclude(trx, running.deployment, { state: 'cancelled', reason: `cancelled by ${actor}`, rollback, at });
}

/**
 * Gives nodes back what they had before where the release wants that of one that fails. A task that has not succeeded
 * leaves what was there, whatever becomes of releases that fail otherwise. Null when nothing is given back.
 */
async function giveBack(trx: Writer, { deployment, rollout, nodes }: RunningRollout, at: Instant) {
  const run = await findTaskRun(trx, deployment.id);
  const isGated = run !== null && run.outcome?.isSuccess !== true;
  return isGated || rollout.onFailure === 'rollback' ? await rollBack(trx, nodes, { deployment, at }) : null;
}

interface Conclusion extends Pick<DeploymentEnd, 'state' | 'reason' | 'at'> {
  readonly rollback: Rollback | null;
}

async function conclude(
  trx: Writer,
  deployment: Deployment,
  { rollback, ...end }: Conclusion,
): Promise<readonly string[]> {
  const environment = await environmentById(trx, deployment.environmentId);
  if (environment === null) return [];
  const reason = rollback === null ? end.reason : `${end.reason}; ${rollback.summary}`;
  await recordEnd(trx, { ...end, deployment, environment, reason });
  return rollback?.nodeIds ?? [];
}
