import { phaseOf } from './node-phase.js';
import type { RolloutInput, RolloutNode } from './rollout.js';
import { mayChange } from './task-gate.js';

/**
 * Which nodes get their change published now.
 *
 * Nodes that are heard of change at most `maxUnavailable` at a time, in the order given; a node gives up its place once it
 * has been settled for `pauseMs`. Offline nodes get theirs at once: nothing changes there until they return. A stale node
 * is waited for until it is one or the other. Before a task has succeeded, its node alone changes.
 */
export function chooseNext(nodes: readonly RolloutNode[], input: RolloutInput): readonly RolloutNode[] {
  const { rollout, now } = input;
  const pending = mayChange(nodes, input).filter((node) => phaseOf(node) === 'pending');
  const taken = nodes.filter((node) => isUnderWay(node) || pauseEnd(node, rollout.pauseMs, now) !== null).length;
  const free = Math.max(0, rollout.maxUnavailable - taken);
  return [
    ...pending.filter((node) => node.connection === 'offline'),
    ...pending.filter((node) => node.connection === 'online').slice(0, free),
  ];
}

/** The end of the pause after this node, or null when it has passed or the node is not settled. */
export function pauseEnd(node: RolloutNode, pauseMs: number, now: number): number | null {
  if (node.change === 'keep' || phaseOf(node) !== 'settled') return null;
  // One that is first seen settled now has not been recorded yet: its pause begins.
  const end = (node.settledAt ?? now) + pauseMs;
  return end > now ? end : null;
}

function isUnderWay(node: RolloutNode): boolean {
  return phaseOf(node) === 'changing' && node.connection !== 'offline';
}
