import { type Instant, shortList } from '@devopsellence/core';
import {
  adoptDesiredEnvironments,
  type Deployment,
  type DeploymentNode,
  findRelease,
  hasSettled,
  listDeploymentProgress,
  listPublishedEnvironments,
  publishDesiredEnvironment,
  type Release,
  setCurrentRelease,
  type Writer,
  withdrawDesiredEnvironment,
} from '../store/index.js';

export interface Rollback {
  /** Nodes that were given back what they had before. */
  readonly nodeIds: readonly string[];
  /** One clause for the reason of the deployment. */
  readonly summary: string;
}

/**
 * Gives every node that got the change what it had before, and makes the release before current again. Null, and no
 * change, when there is nothing sound to go back to: all nodes must have run one release, and it must have settled once.
 */
export async function rollBack(
  trx: Writer,
  nodes: ReadonlyMap<string, DeploymentNode>,
  { deployment, at }: { readonly deployment: Deployment; readonly at: Instant },
): Promise<Rollback | null> {
  const release = await releaseBefore(trx, nodes);
  if (release === null) return null;
  const attached = await listDeploymentProgress(trx, deployment.id);
  const published = await listPublishedEnvironments(trx, deployment.environmentId);
  const present = new Map(published.map(({ nodeId, document }) => [nodeId, document]));
  // Also what a deployment that this one superseded has brought, to nodes that this one has not come to.
  const changed = attached.filter(({ nodeId }) => {
    const previous = nodes.get(nodeId)?.previous ?? null;
    return present.get(nodeId)?.deploymentId !== previous?.document.deploymentId;
  });
  for (const { nodeId } of changed) {
    await giveBack(trx, { nodeId, previous: nodes.get(nodeId)?.previous ?? null }, { deployment, at });
  }
  await adoptDesiredEnvironments(trx, {
    environmentId: deployment.environmentId,
    nodeIds: attached.map(({ nodeId }) => nodeId),
    deploymentId: deployment.id,
    releaseId: release.id,
  });
  await setCurrentRelease(trx, deployment.environmentId, release.id);
  const names = changed.map(({ name }) => name).toSorted();
  return {
    nodeIds: changed.map(({ nodeId }) => nodeId),
    summary: `rolled back to release ${release.number}${names.length === 0 ? '' : ` on ${shortList(names, ', ')}`}`,
  };
}

async function releaseBefore(trx: Writer, nodes: ReadonlyMap<string, DeploymentNode>): Promise<Release | null> {
  const ids = new Set([...nodes.values()].flatMap(({ previous }) => previous?.releaseId ?? []));
  const [id] = ids;
  if (id === undefined || ids.size > 1) return null;
  return (await hasSettled(trx, id)) ? await findRelease(trx, id) : null;
}

/** Lets a node run again what it ran before a deployment. */
export async function giveBack(
  trx: Writer,
  { nodeId, previous }: Pick<DeploymentNode, 'nodeId' | 'previous'>,
  { deployment, at }: { readonly deployment: Deployment; readonly at: Instant },
): Promise<void> {
  const { id: deploymentId, environmentId } = deployment;
  if (previous === null) {
    await withdrawDesiredEnvironment(trx, { nodeId, environmentId, at });
    return;
  }
  // What the release before ran, it ran then.
  const document = { ...previous.document, taskRuns: [] };
  await publishDesiredEnvironment(trx, { nodeId, environmentId, deploymentId, ...previous, document, at });
}
