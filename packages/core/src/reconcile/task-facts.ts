import type { DesiredEnvironment } from '../model/desired-state.js';
import type { Backoff, Observation, ObservedContainer } from '../model/observation.js';
import type { Dependency } from '../model/spec.js';
import type { TaskOutcome, TaskRun } from '../model/task-run.js';
import { NEW_HISTORY } from './history.js';
import { type Instance, instanceOf } from './instance.js';
import { containerKey } from './keys.js';
import { taskContainerName } from './naming.js';
import { reach } from './reach.js';

/** One desired run of a task, with its container. */
export interface TaskFacts {
  readonly environment: DesiredEnvironment;
  readonly run: TaskRun;
  /** Name of its container, whether it exists or not. */
  readonly container: string;
  /** Null when there is no container of it. */
  readonly instance: Instance | null;
  /** Of the actions on its container. */
  readonly backoff: Backoff | null;
  /** Null until it has ended. */
  readonly outcome: TaskOutcome | null;
}

/** Services of an environment that must not change before a run has succeeded. */
export interface Gate {
  readonly task: TaskFacts;
  /** Names of the services that it needs, and that change before it. */
  readonly passes: ReadonlySet<string>;
}

/** Every desired run, in the order of the desired state. */
export function taskFacts(environments: readonly DesiredEnvironment[], observation: Observation): readonly TaskFacts[] {
  const containers = new Map(
    observation.containers.flatMap((seen) => (seen.taskRun === null ? [] : [[seen.taskRun, seen] as const])),
  );
  return environments.flatMap((environment) =>
    environment.taskRuns.map((run) => {
      const container = taskContainerName(environment.slug, run.task, run.id);
      const seen = containers.get(run.id) ?? null;
      return {
        environment,
        run,
        container,
        instance: seen === null ? null : instanceOfRun(seen, observation),
        backoff: observation.backoffs.get(containerKey(container)) ?? null,
        outcome: observation.taskOutcomes.get(run.id) ?? run.outcome,
      };
    }),
  );
}

/** By environment id: the gates that are closed, one for an environment. */
export function closedGates(tasks: readonly TaskFacts[]): ReadonlyMap<string, Gate> {
  const closed = tasks.filter(({ run, outcome }) => run.isGate && outcome?.isSuccess !== true);
  return new Map(closed.map((task) => [task.environment.id, { task, passes: neededServices(task) }]));
}

function instanceOfRun(seen: ObservedContainer, { histories, inFlight }: Observation): Instance {
  return instanceOf(seen, histories.get(seen.id) ?? NEW_HISTORY, inFlight.has(containerKey(seen.name)));
}

/** The services that the run depends on, directly or through others. */
function neededServices({ environment, run }: TaskFacts): ReadonlySet<string> {
  const dependencies = new Map(environment.services.map(({ name, dependsOn }) => [name, dependsOn]));
  const named = (list: readonly Dependency[]) => list.map(({ service }) => service);
  return reach(named(run.dependsOn), (name) => named(dependencies.get(name) ?? []));
}
