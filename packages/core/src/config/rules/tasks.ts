import { type EnvironmentSpec, RELEASE_TASK, type TaskSpec } from '../../model/spec.js';
import { type Problem, problem } from '../problem.js';
import { unknownService } from './dependencies.js';

type Words = readonly string[] | undefined;

/** Every task runs something, for a service that exists; all but `release` say when. */
export function tasksAreComplete(spec: EnvironmentSpec): Problem[] {
  return spec.tasks.flatMap((task) => [
    ...serviceProblems(spec, task),
    ...commandProblems(task.name, task.command, task.args),
    ...scheduleProblems(task),
  ]);
}

function serviceProblems(spec: EnvironmentSpec, task: TaskSpec): Problem[] {
  if (task.service === '') return [problem(['tasks', task.name], 'must name its service')];
  const exists = spec.services.some((service) => service.name === task.service);
  return exists ? [] : [unknownService(spec, task.service, ['tasks', task.name, 'service'])];
}

/** What the task itself sets, or what it ends up with: either way it must be something. */
export function commandProblems(task: string, command: Words, args: Words): Problem[] {
  if ((command?.length ?? 0) > 0 || (args?.length ?? 0) > 0) return [];
  return [problem(['tasks', task], 'must set command or args', 'for example command: [bin/migrate]')];
}

function scheduleProblems(task: TaskSpec): Problem[] {
  if (task.name === RELEASE_TASK) {
    if (task.schedule === null) return [];
    return [problem(['tasks', RELEASE_TASK, 'schedule'], 'must be absent: release runs in every deployment')];
  }
  if (task.schedule !== null) return [];
  const hint = 'add schedule: "0 3 * * *"; only a task named release runs in deployments';
  return [problem(['tasks', task.name], 'must have a schedule', hint)];
}
