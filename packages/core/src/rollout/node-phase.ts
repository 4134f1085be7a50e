import type { RolloutNode, RolloutService } from './rollout.js';

/**
 * How far a node is:
 *
 *   pending ──publish──▶ changing ──▶ settled
 *                           ▲            │
 *                           └────────────┘   a service that settled can break again
 */
export type NodePhase = 'pending' | 'changing' | 'settled';

export function phaseOf(node: RolloutNode): NodePhase {
  if (node.publishedRevision === null) return 'pending';
  return isSettledNode(node) ? 'settled' : 'changing';
}

/** Reports made before the node accepted the published revision speak of something else: they count for nothing. */
export function hasAccepted(node: RolloutNode): boolean {
  return node.publishedRevision !== null && node.observedRevision >= node.publishedRevision;
}

export function isSettledService({ hash, status }: RolloutService): boolean {
  return status?.settled === true && status.hash === hash;
}

/** Only a node that is heard of can be settled: what an offline node last said is no longer known to be true. */
function isSettledNode(node: RolloutNode): boolean {
  const isHeardOf = node.connection === 'online' && node.engineError === '' && hasAccepted(node);
  return isHeardOf && !node.isLeftOver && node.services.every(isSettledService);
}
