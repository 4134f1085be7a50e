import { planRollout } from '@devopsellence/core';
import type { Deployment, Writer } from '../store/index.js';
import type { DeployDeps, ReleaseContent } from './deploy-request.js';
import { recordEnd } from './end-deployment.js';
import type { EnvironmentWorld } from './environment-world.js';
import { factsOf } from './node-facts.js';
import type { PlannedNode } from './plan-deployment.js';
import { recordOf } from './planned-row.js';

/** A deployment as it has just been recorded. */
export interface Startable {
  readonly deployment: Deployment;
  readonly world: EnvironmentWorld;
  readonly content: ReleaseContent;
  readonly nodes: readonly PlannedNode[];
}

/** Ends a deployment that has nothing to do. Null when it has. */
export async function settleAtOnce(trx: Writer, wanted: Startable, deps: DeployDeps): Promise<Deployment | null> {
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
