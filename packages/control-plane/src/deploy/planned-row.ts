import type { DeploymentNode } from '../store/index.js';
import { titleOf } from './environment-world.js';
import type { RecordedNode } from './node-facts.js';
import type { PlannedNode } from './plan-deployment.js';

/** A planned node as it is recorded when the deployment starts. What is to be kept counts as published. */
export function toRow(
  { node, change, document, previous, leftChanging }: PlannedNode,
  deploymentId: string,
): DeploymentNode {
  return {
    deploymentId,
    nodeId: node.id,
    change,
    document,
    previous: previous === null ? null : { document: previous.document, releaseId: previous.releaseId },
    leftChanging,
    publishedRevision: change === 'keep' ? node.revision : null,
    beganAt: null,
    settledAt: null,
  };
}

/** A planned node as it will be read back. */
export function recordOf(planned: Omit<PlannedNode, 'previous' | 'services'>): RecordedNode {
  const { node, change, document, leftChanging } = planned;
  return {
    nodeId: node.id,
    name: titleOf(node),
    change,
    document,
    leftChanging,
    publishedRevision: change === 'keep' ? node.revision : null,
    beganAt: null,
    settledAt: null,
  };
}
