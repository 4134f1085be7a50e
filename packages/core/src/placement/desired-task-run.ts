import { AppError } from '../failure.js';
import type { TaskRun } from '../model/task-run.js';
import { environmentSlug } from '../reconcile/naming.js';
import { containerDefinition, type ReleaseParts } from './container-definition.js';

/** A run that is to be made. */
export interface WantedTaskRun extends Pick<TaskRun, 'id' | 'isGate'> {
  /** Name of a task of the spec. */
  readonly task: string;
}

/** A task runs with all that its service has but its ports, and with a command and variables of its own. */
export function desiredTaskRun({ id, task: name, isGate }: WantedTaskRun, release: ReleaseParts): TaskRun {
  const { spec, environmentId, releaseId } = release;
  const task = spec.tasks.find((candidate) => candidate.name === name);
  const service = spec.services.find((candidate) => candidate.name === task?.service);
  if (task === undefined || service === undefined) {
    throw new AppError('internal', { message: `release ${releaseId} has no task ${name}, or not its service` });
  }
  const { command, args, env } = task;
  const slug = environmentSlug({ project: spec.project, environment: spec.environment, id: environmentId });
  const own = containerDefinition({ ...service, env: { ...service.env, ...env } }, slug, release);
  return {
    id,
    task: name,
    definition: { ...own, entrypoint: command, command: args, ports: [] },
    dependsOn: task.dependsOn,
    timeoutMs: task.timeoutMs,
    stopGraceMs: service.stopGraceMs,
    isGate,
    outcome: null,
  };
}
