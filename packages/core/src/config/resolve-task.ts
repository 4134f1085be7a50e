import type { TaskSchedule, TaskSpec } from '../model/spec.js';
import type { ServiceConfig } from './config.js';
import { DEFAULTS } from './defaults.js';
import type { MergedTask } from './merge.js';
import { own } from './record.js';
import { resolveDependencies } from './resolve-dependencies.js';
import { sortedRecord } from './resolve-service.js';

/**
 * Every field of a task decided. Command, args and dependencies fall back to those of its service, each by itself;
 * image, secrets, volumes and the service's own variables stay with the service.
 */
export function resolveTask(
  name: string,
  task: MergedTask,
  services: Readonly<Record<string, ServiceConfig>>,
): TaskSpec {
  const service = own(services, task.service ?? '');
  return {
    name,
    service: task.service ?? '',
    command: task.command ?? service?.command ?? [],
    args: task.args ?? service?.args ?? [],
    env: sortedRecord(task.env),
    timeoutMs: task.timeout ?? DEFAULTS.task.timeoutMs,
    dependsOn: resolveDependencies(task.depends_on ?? service?.depends_on, services),
    schedule: task.schedule === undefined ? null : resolveSchedule(task.schedule),
  };
}

function resolveSchedule(schedule: NonNullable<MergedTask['schedule']>): TaskSchedule {
  const { cron, time_zone: timeZone, overlap } = typeof schedule === 'string' ? { cron: schedule } : schedule;
  const defaults = DEFAULTS.schedule;
  return { cron, timeZone: timeZone ?? defaults.timeZone, overlap: overlap ?? defaults.overlap };
}
