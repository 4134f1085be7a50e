import { shortList } from '../placement/short-list.js';
import { durationText } from '../reconcile/duration-text.js';
import { describeRolloutWaiting } from './describe.js';
import { hasAccepted, isSettledService, phaseOf } from './node-phase.js';
import type { RolloutInput, RolloutNode, RolloutWaiting } from './rollout.js';
import { closedGate, taskFailure } from './task-gate.js';

/** Why the deployment has failed by now; null when it has not. */
export function findFailure(
  nodes: readonly RolloutNode[],
  waiting: readonly RolloutWaiting[],
  input: RolloutInput,
): string | null {
  return (
    taskFailure(nodes, input) ??
    failingService(nodes) ??
    deadlinePassed(waiting, input) ??
    tooSlowNode(nodes, waiting, input)
  );
}

function failingService(nodes: readonly RolloutNode[]): string | null {
  for (const node of nodes.filter((candidate) => candidate.connection !== 'offline' && hasAccepted(candidate))) {
    const failing = node.services.find((service) => service.status?.failing === true && !isSettledService(service));
    if (failing === undefined) continue;
    const error = failing.status?.lastError ?? '';
    return `service ${failing.name} failed on node ${node.name}${error === '' ? '' : `: ${error}`}`;
  }
  return null;
}

function tooSlowNode(
  nodes: readonly RolloutNode[],
  waiting: readonly RolloutWaiting[],
  input: RolloutInput,
): string | null {
  const { rollout, now } = input;
  const slow = nodes.find((node) => {
    const end = healthDeadline(node, input);
    return end !== null && end <= now;
  });
  if (slow === undefined) return null;
  const own = waiting.filter((entry) => entry.node === slow.name);
  return `node ${slow.name} did not settle within ${durationText(rollout.healthDeadlineMs)}${listed(own)}`;
}

/**
 * When a node that is changing must have settled for the first time; null when it has, or need not. A task has a time limit
 * of its own: what it takes does not count against its node.
 */
export function healthDeadline(node: RolloutNode, input: RolloutInput): number | null {
  const isTimed = node.settledAt === null && node.connection !== 'offline' && phaseOf(node) === 'changing';
  if (!isTimed || node.beganAt === null || closedGate(input) !== null) return null;
  return Math.max(node.beganAt, input.task?.endedAt ?? 0) + input.rollout.healthDeadlineMs;
}

function deadlinePassed(
  waiting: readonly RolloutWaiting[],
  { startedAt, deadlineAt, now }: RolloutInput,
): string | null {
  if (now < deadlineAt) return null;
  return `not settled within ${durationText(deadlineAt - startedAt)}${listed(waiting)}`;
}

function listed(waiting: readonly RolloutWaiting[]): string {
  return waiting.length === 0 ? '' : `: ${shortList(waiting.map(describeRolloutWaiting), '; ')}`;
}
