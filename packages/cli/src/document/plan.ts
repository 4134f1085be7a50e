import { pinOf } from '@devopsellence/core';
import type { DeployReply } from '../client/control-plane-client.js';
import type { JsonObject } from '../output.js';

/** Fields that the JSON of `deploy` and `apply` has as soon as the control plane has answered. */
export function planFields({ releaseId, deploymentId, plan, unchanged, images }: DeployReply): JsonObject {
  return {
    release: releaseId,
    deployment: deploymentId === null ? null : { id: deploymentId, state: 'running' },
    unchanged,
    plan: plan.map(({ node, connection, changes }) => ({
      node,
      connection,
      changes: changes.map(({ kind, service, order, reasons }) => ({ kind, service, order, reasons })),
    })),
    images: images.map((image) => ({ reference: image.reference, digest: pinOf(image) })),
  };
}
