import { phaseOf } from './node-phase.js';
import type { RolloutInput, RolloutNode } from './rollout.js';
import { closedGate, mayChange } from './task-gate.js';

/**
 * Which nodes get their change published now.
 *
 * Nodes that are heard of change at most `maxUnavailable` at a time, in the order given; a node gives up its place once it
 * has been settled for `pauseMs`. Offline nodes get theirs at once: nothing changes there until they return. A stale node
 * is waited for until it is one or the other. Before a task has succeeded, its node alone changes.
 *
 * A node that a superseded deployment left changing has its place already, and is led on at once. It does not keep a task
 * from beginning: what it is in the middle of may never settle.
 */
export function chooseNext(nodes: readonly RolloutNode[], input: RolloutInput): readonly RolloutNode[] {
  const pending = mayChange(nodes, input).filter((node) => phaseOf(node) === 'pending');
  const online = pending.filter((node) => node.connection === 'online');
  return [
    ...pending.filter((node) => node.connection === 'offline'),
    ...online.filter((node) => node.leftChanging),
    ...online.filter((node) => !node.leftChanging).slice(0, freePlaces(nodes, input)),
  ];
}

function freePlaces(nodes: readonly RolloutNode[], input: RolloutInput): number {
  const { rollout, now } = input;
  const isGated = closedGate(input) !== null;
  const taken = nodes.filter((node) => {
    return isUnderWay(node, isGated) || pauseEnd(node, rollout.pauseMs, now) !== null;
  });
  return Math.max(0, rollout.maxUnavailable - taken.length);
}

/** The end of the pause after this node, or null when it has passed or the node is not settled. */
export function pauseEnd(node: RolloutNode, pauseMs: number, now: number): number | null {
  if (node.change === 'keep' || phaseOf(node) !== 'settled') return null;
  // One that is first seen settled now has not been recorded yet: its pause begins.
  const end = (node.settledAt ?? now) + pauseMs;
  return end > now ? end : null;
}

function isUnderWay(node: RolloutNode, isGated: boolean): boolean {
  if (node.connection === 'offline') return false;
  const phase = phaseOf(node);
  return phase === 'changing' || (phase === 'pending' && node.leftChanging && !isGated);
}
