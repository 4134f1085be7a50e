import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { DeploymentListener } from '../deploy/rollout-loop.js';
import type { Fleet } from '../gateway/fleet.js';
import { environmentById, findDeployment, noSuchDeployment, type Store } from '../store/index.js';
import { Bell } from './bell.js';
import { describeDeployment, nodeStatuses } from './environment-status.js';

export interface WatchDeps {
  readonly store: Store;
  readonly fleet: Fleet;
  readonly clock: Clock;
  readonly waitingOf: (deploymentId: string) => readonly string[];
  /** Calls back after each step of any deployment. Returns how to stop it. */
  readonly onChange: (listener: DeploymentListener) => () => void;
}

/** At most ten messages a second, and fewer the more nodes one message tells of. */
const INTERVAL_MS = 100;
const INTERVAL_MS_PER_NODE = 0.5;

/**
 * The progress of a deployment: at once, then whenever it has changed, the last message being that of its end. A
 * deployment that has ended already has one message.
 */
export async function* watchDeployment(
  deps: WatchDeps,
  deploymentId: string,
  signal: AbortSignal,
): AsyncGenerator<wire.DeploymentProgress> {
  const changes = new Bell();
  const over = new AbortController();
  const nodeIds = new Set<string>();
  const stopSteps = deps.onChange((id, isOver) => {
    if (id !== deploymentId) return;
    if (isOver) over.abort();
    changes.ring();
  });
  const stopReports = deps.fleet.onChange((nodeId) => {
    if (nodeIds.has(nodeId)) changes.ring();
  });
  try {
    for (let last = ''; !signal.aborted; ) {
      const { deployment, nodes, isOver } = await readProgress(deps, deploymentId);
      for (const { nodeId } of nodes) nodeIds.add(nodeId ?? '');
      const progress = { deployment, nodes: [...nodes] };
      const text = JSON.stringify(progress);
      if (text !== last) yield progress;
      last = text;
      if (isOver) return;
      // Nobody waits for the end longer than it takes: it cuts the interval short.
      const intervalMs = INTERVAL_MS + nodeIds.size * INTERVAL_MS_PER_NODE;
      const rest = deps.clock.sleep(intervalMs, AbortSignal.any([signal, over.signal]));
      await changes.heard(signal);
      await rest;
    }
  } finally {
    stopSteps();
    stopReports();
  }
}

interface Progress {
  readonly deployment: wire.Deployment;
  readonly nodes: readonly wire.NodeStatus[];
  readonly isOver: boolean;
}

/** They have no part in a deployment. */
function withoutStandalone(node: wire.NodeStatus): wire.NodeStatus {
  return { ...node, services: (node.services ?? []).filter(({ isStandalone }) => isStandalone !== true) };
}

async function readProgress({ store, fleet, waitingOf }: WatchDeps, deploymentId: string): Promise<Progress> {
  const deployment = await findDeployment(store.db, deploymentId);
  const names = deployment === null ? null : await environmentById(store.db, deployment.environmentId);
  if (deployment === null || names === null) {
    throw noSuchDeployment(deploymentId);
  }
  return {
    deployment: await describeDeployment(store.db, { deployment, names }, { waitingOf, fleet }),
    nodes: (await nodeStatuses(store.db, deployment.environmentId, fleet)).map(withoutStandalone),
    isOver: deployment.state !== 'running',
  };
}
