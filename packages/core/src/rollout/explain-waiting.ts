import { type Instant, toIso } from '../model/instant.js';
import type { ServiceStatus } from '../model/status.js';
import type { TaskRunStatus } from '../model/task-run.js';
import { shortList } from '../placement/short-list.js';
import { durationText } from '../reconcile/duration-text.js';
import { pauseEnd } from './choose-next.js';
import { hasAccepted, isSettledService, phaseOf } from './node-phase.js';
import type { RolloutInput, RolloutNode, RolloutTask, RolloutWaiting } from './rollout.js';
import { closedGate } from './task-gate.js';

/** Everything that the deployment waits for, node by node; empty when all nodes are settled. */
export function explainWaiting(nodes: readonly RolloutNode[], input: RolloutInput): readonly RolloutWaiting[] {
  const isPaused = nodes.some((node) => pauseEnd(node, input.rollout.pauseMs, input.now) !== null);
  const gate = closedGate(input);
  const gateNode = nodes.find(({ id }) => id === gate?.nodeId);
  return nodes.flatMap((node) => {
    if (gate === null || gateNode === undefined) return explainNode(node, isPaused, input);
    return node === gateNode ? explainTask(node, gate, input) : explainGate(node, gate, gateNode);
  });
}

/** Of the node on which the task runs: what it waits for, beside everything else there. */
function explainTask(node: RolloutNode, { task }: RolloutTask, input: RolloutInput): readonly RolloutWaiting[] {
  const others = explainNode(node, false, input);
  const { connection, engineError, taskRun } = node;
  if (connection !== 'online' || engineError !== '' || !hasAccepted(node)) return others;
  return [entry(node, 'task', `task ${task}: ${taskText(taskRun)}`), ...others];
}

function taskText(status: TaskRunStatus | null): string {
  if (status === null) return 'not reported yet';
  const reasons = status.waitingOn.map((waiting) => waiting.detail);
  return reasons.length === 0 ? status.state : reasons.join(', ');
}

/** Of any other node, whether it has something to change or not. */
function explainGate(node: RolloutNode, { task }: RolloutTask, on: RolloutNode): readonly RolloutWaiting[] {
  if (phaseOf(node) !== 'pending') return [];
  return [entry(node, 'task', `waits until task ${task} has succeeded on ${on.name}`)];
}

function explainNode(node: RolloutNode, isPaused: boolean, { rollout }: RolloutInput): readonly RolloutWaiting[] {
  if (node.connection === 'offline') return [entry(node, 'offline', `offline${lastSeen(node)}`)];
  if (node.connection === 'stale') return [entry(node, 'stale', `not heard of${lastSeen(node)}`)];
  switch (phaseOf(node)) {
    case 'settled':
      return [];
    case 'pending':
      return isPaused
        ? [entry(node, 'pause', `starts ${durationText(rollout.pauseMs)} after the node before it has settled`)]
        : [entry(node, 'turn', `waits for its turn, at most ${nodeWords(rollout.maxUnavailable)} at a time`)];
    case 'changing':
      return explainChange(node);
  }
}

function explainChange(node: RolloutNode): readonly RolloutWaiting[] {
  if (!hasAccepted(node)) return [entry(node, 'acceptance', `has not accepted revision ${node.publishedRevision} yet`)];
  if (node.engineError !== '') return [entry(node, 'engine', `its engine does not answer: ${node.engineError}`)];
  const services = node.services
    .filter((service) => !isSettledService(service))
    .map(({ name, status }) => ({ ...entry(node, 'service', explainService(status)), service: name }));
  return [...services, ...explainRemoval(node)];
}

function explainRemoval(node: RolloutNode): readonly RolloutWaiting[] {
  if (!node.isLeftOver) return [];
  const details = node.removals.length === 0 ? '' : `: ${shortList(node.removals, '; ')}`;
  return [entry(node, 'removal', `what is no longer wanted is being removed${details}`)];
}

function explainService(status: ServiceStatus | null): string {
  if (status === null) return 'not reported yet';
  const reasons = status.waitingOn.map((waiting) => waiting.detail);
  const error = status.lastError === '' ? [] : [`last error: ${status.lastError}`];
  const words = [...reasons, ...error];
  return words.length === 0 ? status.state.replaceAll('_', ' ') : words.join(', ');
}

function entry(node: RolloutNode, reason: RolloutWaiting['reason'], detail: string): RolloutWaiting {
  return { reason, node: node.name, service: null, detail };
}

function lastSeen({ lastSeen: at }: { readonly lastSeen: Instant | null }): string {
  return at === null ? ', never heard of' : ` since ${toIso(at)}`;
}

function nodeWords(count: number): string {
  return count === 1 ? '1 node changes' : `${count} nodes change`;
}
