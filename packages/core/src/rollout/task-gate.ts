import type { TaskOutcome } from '../model/task-run.js';
import { hasAccepted } from './node-phase.js';
import type { RolloutInput, RolloutNode, RolloutTask } from './rollout.js';

/** The task that no node but its own may change before; null when there is none, and once it has succeeded. */
export function closedGate({ task }: RolloutInput): RolloutTask | null {
  return task?.outcome?.isSuccess === true ? null : task;
}

/** Nodes that may change now: all of them, or only the one of a task that has yet to succeed. */
export function mayChange(nodes: readonly RolloutNode[], input: RolloutInput): readonly RolloutNode[] {
  const gate = closedGate(input);
  return gate === null ? nodes : nodes.filter((node) => node.id === gate.nodeId && node.connection !== 'offline');
}

/** An outcome that its node reports and that is not recorded yet. */
export function reportedOutcome(nodes: readonly RolloutNode[], { task }: RolloutInput): TaskOutcome | null {
  if (task === null || task.outcome !== null) return null;
  const node = nodes.find(({ id }) => id === task.nodeId);
  return node !== undefined && hasAccepted(node) ? (node.taskRun?.outcome ?? null) : null;
}

/** Why the task keeps the deployment from ever settling, as one sentence; null as long as it does not. */
export function taskFailure(nodes: readonly RolloutNode[], input: RolloutInput): string | null {
  const gate = closedGate(input);
  if (gate === null) return null;
  const { task, nodeId, outcome } = gate;
  const node = nodes.find(({ id }) => id === nodeId);
  if (node === undefined) return `the node of task ${task} was detached or removed before it had succeeded`;
  if (outcome === null) return null;
  const line = outcome.lastLines.findLast((each) => each.trim() !== '')?.trim() ?? '';
  return `task ${task} failed on node ${node.name}: ${outcome.reason}${line === '' ? '' : `: ${line}`}`;
}
