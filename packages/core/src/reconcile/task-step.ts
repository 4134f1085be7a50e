import { dependantOfRun, unmetDependencies } from './dependencies.js';
import type { Facts } from './facts.js';
import { isRunning } from './instance.js';
import { isPrepared } from './needs.js';
import { deadlineOf, doubtEnd, endOfRun } from './task-end.js';
import type { TaskFacts } from './task-facts.js';

/**
 * How far a run of a task is:
 *
 *     make-room ─▶ blocked ─▶ create ─▶ start ─▶ run ─▶ (stop) ─▶ (in-doubt) ─▶ ended ─▶ done
 *
 * Like a service's steps these are not remembered but read from the facts, so that a run goes on where it was whatever
 * becomes of the agent. Only `done` rests on memory: a container can be taken away, an outcome cannot.
 */
export type TaskStep =
  /** The outcome is recorded. */
  | 'done'
  /** It has ended, and that is yet to be recorded. */
  | 'ended'
  /** It failed, and whether by its own doing is not known yet. */
  | 'in-doubt'
  /** Another run of the task, which is not desired any more, has to stop first. */
  | 'make-room'
  /** Image, network, volume or a dependency is missing. */
  | 'blocked'
  | 'create'
  /** Created and never started, or ended from outside. */
  | 'start'
  | 'run'
  /** Its time is up, or it has been given up. */
  | 'stop';

export function taskStepOf(facts: Facts, own: TaskFacts): TaskStep {
  const { environment, run, instance } = own;
  if (own.outcome !== null) return instance !== null && isRunning(instance) ? 'stop' : 'done';
  if (endOfRun(facts, own) !== null) return 'ended';
  if (instance !== null && isRunning(instance)) return isOverdue(facts, own) ? 'stop' : 'run';
  if (doubtEnd(facts, own) !== null) return 'in-doubt';
  if (straysBefore(facts, own).length > 0) return 'make-room';
  const unmet = unmetDependencies(facts, dependantOfRun(own));
  if (unmet.length > 0) return 'blocked';
  if (instance !== null) return 'start';
  return isPrepared(facts, environment, run.definition) ? 'create' : 'blocked';
}

/** Whether it has neither ended nor runs. */
export function mustStillStart({ outcome, instance }: TaskFacts): boolean {
  return outcome === null && (instance === null || !isRunning(instance));
}

/** Whether its container has yet to be created. */
export function needsTaskContainer({ outcome, instance }: TaskFacts): boolean {
  return outcome === null && instance === null;
}

/** Containers of runs that run although nobody wants them any more. */
export function strayRuns({ undesired }: Facts): Facts['undesired'] {
  return undesired.filter((seen) => seen.taskRun !== null && seen.state === 'running');
}

/** Those of the same task: two runs of it could undo each other's work. */
export function straysBefore(facts: Facts, { environment, run }: TaskFacts): Facts['undesired'] {
  return strayRuns(facts).filter((seen) => seen.environmentId === environment.id && seen.service === run.task);
}

function isOverdue(facts: Facts, own: TaskFacts): boolean {
  const deadline = deadlineOf(own);
  return deadline !== null && deadline <= facts.at;
}
