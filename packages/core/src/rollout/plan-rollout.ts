import { shortList } from '../placement/short-list.js';
import { compareText } from '../placement/text-order.js';
import { chooseNext, pauseEnd } from './choose-next.js';
import { explainWaiting } from './explain-waiting.js';
import { findFailure, healthDeadline } from './find-failure.js';
import { phaseOf } from './node-phase.js';
import type { RolloutInput, RolloutNode, RolloutOutcome, RolloutPlan, RolloutWaiting } from './rollout.js';
import { closedGate, reportedOutcome } from './task-gate.js';

/**
 * Which node gets its change next, how the deployment stands, and what it waits for.
 *
 * Deterministic. A deployment is over once a service is failing, a node or the whole takes longer than its deadline, or
 * every node that is not offline has settled (at least one has: nothing is called settled that nobody has seen). A task that
 * has to succeed first does so on its own node while all others stay as they are; if it fails, the deployment has. While it
 * runs, call it again when a node has changed, after what it asked for was recorded, and at `wakeAt`.
 */
export function planRollout(input: RolloutInput): RolloutPlan {
  const nodes = input.nodes.toSorted((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
  const waiting = explainWaiting(nodes, input);
  const failure = findFailure(nodes, waiting, input);
  const publish = failure === null ? chooseNext(nodes, input) : [];
  const gate = closedGate(input);
  const outcome = outcomeOf({ nodes, waiting, failure, publish, isGated: gate !== null });
  const settled = nodes.filter((node) => phaseOf(node) === 'settled' && node.settledAt === null);
  return {
    publish: publish.map((node) => node.id),
    began: nodes.filter(hasBegun).map((node) => node.id),
    settled: settled.filter((node) => node.id !== gate?.nodeId).map((node) => node.id),
    taskOutcome: reportedOutcome(nodes, input),
    outcome,
    waiting,
    wakeAt: outcome.kind === 'running' ? nextMoment(nodes, input) : null,
  };
}

interface Findings {
  readonly nodes: readonly RolloutNode[];
  readonly waiting: readonly RolloutWaiting[];
  readonly failure: string | null;
  readonly publish: readonly RolloutNode[];
  /** A task has yet to succeed. */
  readonly isGated: boolean;
}

function outcomeOf({ nodes, waiting, failure, publish, isGated }: Findings): RolloutOutcome {
  // Nothing is called settled that runs nowhere.
  if (nodes.length === 0) return { kind: 'failed', reason: 'every node it was for was detached or removed meanwhile' };
  // Settled and late at once is settled: what was asked for is there.
  if (publish.length === 0 && !isGated && isDone(nodes)) return { kind: 'settled', reason: offlineNodes(waiting) };
  return failure === null ? { kind: 'running' } : { kind: 'failed', reason: failure };
}

function isDone(nodes: readonly RolloutNode[]): boolean {
  const present = nodes.filter((node) => node.connection !== 'offline');
  return present.length > 0 && nodes.every((node) => phaseOf(node) !== 'pending') && present.every(isSettled);
}

function isSettled(node: RolloutNode): boolean {
  return phaseOf(node) === 'settled';
}

function offlineNodes(waiting: readonly RolloutWaiting[]): string {
  const names = waiting.map((entry) => entry.node);
  if (names.length === 0) return '';
  const [verb, pronoun] = names.length === 1 ? ['node', 'it returns'] : ['nodes', 'they return'];
  return `offline and to follow when ${pronoun}: ${verb} ${shortList(names, ', ')}`;
}

function hasBegun(node: RolloutNode): boolean {
  return node.publishedRevision !== null && node.beganAt === null && node.connection !== 'offline';
}

function nextMoment(nodes: readonly RolloutNode[], input: RolloutInput): number {
  const { rollout, deadlineAt, now } = input;
  const moments = nodes.flatMap((node) => [
    pauseEnd(node, rollout.pauseMs, now) ?? deadlineAt,
    healthDeadline(node, input) ?? deadlineAt,
  ]);
  return moments.reduce((first, moment) => Math.min(first, moment), deadlineAt);
}
