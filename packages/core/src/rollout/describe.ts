import type { RolloutWaiting } from './rollout.js';

/** Why a deployment is not further yet, as one plain sentence. */
export function describeRolloutWaiting({ node, service, detail }: RolloutWaiting): string {
  return service === null ? `${node}: ${detail}` : `${node}: ${service}: ${detail}`;
}
