import type { TaskOutcome } from '../model/task-run.js';
import { overdueText, unmetDependencies } from './dependencies.js';
import { durationText } from './duration-text.js';
import type { Facts } from './facts.js';
import { type Instance, isRunning } from './instance.js';
import { imageKey } from './keys.js';
import type { TaskFacts } from './task-facts.js';
import { refusalVerdict } from './verdict.js';

/** Exit codes of a process that SIGKILL or SIGTERM ended. */
const KILLED: ReadonlySet<number> = new Set([137, 143]);

/** Times in a row that a run is started again after it was killed from outside. */
const MAX_INTERRUPTIONS = 3;

/** How a run has ended, found from what is seen now; null while it has not. */
export function endOfRun(facts: Facts, own: TaskFacts): Omit<TaskOutcome, 'lastLines'> | null {
  const { instance } = own;
  if (instance === null || instance.container.startedAt === null) return neverStarted(facts, own);
  const { state, startedAt, exitCode, finishedAt } = instance.container;
  if (state !== 'exited' || instance.isBusy || isInterrupted(own, instance)) return null;
  const reason = failureText(own, instance);
  return { isSuccess: reason === '', exitCode, startedAt, endedAt: finishedAt ?? facts.at, reason };
}

/**
 * Whether a run was killed by somebody else, as the engine does when it is restarted: it is made to its end all the same,
 * and so started again. One that ran into its timeout, or out of memory, ended by its own doing.
 */
export function isInterrupted(own: TaskFacts, instance: Instance): boolean {
  const { exitCode, isOutOfMemory } = instance.container;
  const isKilled = exitCode !== null && KILLED.has(exitCode) && !isOutOfMemory;
  return isKilled && !ranOutOfTime(own, instance) && instance.history.consecutiveExits < MAX_INTERRUPTIONS;
}

/** When a run that has started must have ended; null before its start. */
export function deadlineOf({ run, instance }: TaskFacts): number | null {
  const startedAt = instance?.container.startedAt ?? null;
  return startedAt === null ? null : startedAt + run.timeoutMs;
}

function ranOutOfTime(own: TaskFacts, instance: Instance): boolean {
  const deadline = deadlineOf(own);
  const { finishedAt } = instance.container;
  return deadline !== null && finishedAt !== null && finishedAt >= deadline;
}

function failureText(own: TaskFacts, instance: Instance): string {
  const { exitCode, isOutOfMemory } = instance.container;
  if (exitCode === 0) return '';
  if (isOutOfMemory) return 'ran out of memory';
  if (ranOutOfTime(own, instance)) return `did not end within ${durationText(own.run.timeoutMs)}`;
  return `exited with code ${exitCode}`;
}

/** The engine refuses to make the container or to fetch its image, or a dependency is not there in time. */
function neverStarted(facts: Facts, own: TaskFacts): Omit<TaskOutcome, 'lastLines'> | null {
  const { environment, run, backoff, instance } = own;
  if (instance !== null && isRunning(instance)) return null;
  const { image } = run.definition;
  const pull = facts.observation.backoffs.get(imageKey(environment.id, image)) ?? null;
  const reason =
    refusalVerdict(backoff, 'could not be started') ??
    (instance === null ? refusalVerdict(pull, `image ${image.reference} cannot be had`) : null) ??
    overdueText(unmetDependencies(facts, { environment, dependsOn: run.dependsOn, isRestart: false }), facts.at);
  return reason === null ? null : { isSuccess: false, exitCode: null, startedAt: null, endedAt: facts.at, reason };
}
