import type { Instant } from '../model/instant.js';
import type { TaskOutcome } from '../model/task-run.js';
import { dependantOfRun, overdueText, unmetDependencies } from './dependencies.js';
import { durationText } from './duration-text.js';
import { type Facts, findService } from './facts.js';
import { type Instance, isRunning } from './instance.js';
import { imageKey } from './keys.js';
import type { TaskFacts } from './task-facts.js';
import { refusalVerdict } from './verdict.js';

/** Exit codes of a process that SIGKILL or SIGTERM ended. */
const KILLED: ReadonlySet<number> = new Set([137, 143]);

/** Exits in a row after which a run that is ended from outside again and again has failed. */
const MAX_INTERRUPTIONS = 3;

/**
 * How long after a failure it is not yet said that a run has failed: a dependency that went away, and took the run with
 * it, may be seen to have gone a moment later.
 */
const DOUBT_MS = 2_000;

/** How a run has ended, found from what is seen now; null while it has not, or while that is in doubt. */
export function endOfRun(facts: Facts, own: TaskFacts): Omit<TaskOutcome, 'lastLines'> | null {
  const { instance } = own;
  if (instance === null || instance.container.startedAt === null) return neverStarted(facts, own);
  const { state, startedAt, exitCode, finishedAt } = instance.container;
  if (state !== 'exited' || instance.isBusy) return null;
  if (isInterrupted(facts, own, instance) || doubtEnd(facts, own) !== null) return null;
  const reason = failureText(own, instance);
  return { isSuccess: reason === '', exitCode, startedAt, endedAt: finishedAt ?? facts.at, reason };
}

/** When it is said at the latest that a run has failed; null when it has not, or when there is no doubt. */
export function doubtEnd(facts: Facts, own: TaskFacts): Instant | null {
  const { instance, run } = own;
  if (instance === null || instance.container.finishedAt === null || run.dependsOn.length === 0) return null;
  if (!failedByItself(own, instance) || isInterrupted(facts, own, instance)) return null;
  const end = instance.container.finishedAt + DOUBT_MS;
  return end > facts.at ? end : null;
}

/**
 * Whether a run was ended from outside: killed, as the engine does when it is restarted, or left without something that it
 * depends on. It is made to its end all the same, and so started again, a few times.
 */
function isInterrupted(facts: Facts, own: TaskFacts, instance: Instance): boolean {
  const { exitCode } = instance.container;
  if (!failedByItself(own, instance) || instance.history.consecutiveExits >= MAX_INTERRUPTIONS) return false;
  return (exitCode !== null && KILLED.has(exitCode)) || hasLostDependency(facts, own, instance);
}

/** Ended in failure, and neither its time nor its memory had run out. */
function failedByItself(own: TaskFacts, instance: Instance): boolean {
  const { state, exitCode, isOutOfMemory } = instance.container;
  return state === 'exited' && exitCode !== 0 && !isOutOfMemory && !ranOutOfTime(own, instance);
}

/** Whether something that it depends on does not run any more, or was started anew while it ran. */
function hasLostDependency(facts: Facts, { environment, run }: TaskFacts, { container }: Instance): boolean {
  return run.dependsOn.some(({ service }) => {
    const current = findService(facts, environment.id, service)?.current ?? null;
    const since = current !== null && isRunning(current) ? current.container.startedAt : null;
    return since === null || since > (container.startedAt ?? 0);
  });
}

/** When a run that has started must have ended; null before its start. */
export function deadlineOf({ run, instance }: TaskFacts): Instant | null {
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
    overdueText(unmetDependencies(facts, dependantOfRun(own)), facts.at);
  return reason === null ? null : { isSuccess: false, exitCode: null, startedAt: null, endedAt: facts.at, reason };
}
