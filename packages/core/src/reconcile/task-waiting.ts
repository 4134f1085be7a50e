import { durationText } from './duration-text.js';
import { isRunning } from './instance.js';
import { deadlineOf } from './task-end.js';
import type { Gate, TaskFacts } from './task-facts.js';
import type { Waiting, WaitingOwner } from './waiting.js';

export function ownerOfRun({ environment, run }: TaskFacts): WaitingOwner {
  return { environmentId: environment.id, service: run.task, run: run.id };
}

/** Why a service behind the gate does not change yet. */
export function gateWaiting(owner: WaitingOwner, { task }: Gate): Waiting {
  const { run, outcome, instance } = task;
  const since = instance?.container.startedAt ?? null;
  const detail =
    outcome !== null
      ? `failed: ${outcome.reason}`
      : instance !== null && isRunning(instance)
        ? `running, at most ${durationText(run.timeoutMs)}`
        : 'not started yet';
  return { ...owner, reason: 'task', task: run.task, detail, since };
}

/** The run goes on. */
export function endWaiting(own: TaskFacts): readonly Waiting[] {
  const until = deadlineOf(own);
  const since = own.instance?.container.startedAt ?? null;
  if (until === null || since === null) return [];
  return [{ ...ownerOfRun(own), reason: 'end', container: own.container, since, until }];
}
