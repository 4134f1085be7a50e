import { AppError, decodeSpec, type EnvironmentSpec } from '@devopsellence/core';
import { type EnvironmentNames, environmentTitle } from '../store/index.js';
import type { AppImage } from './deploy-request.js';
import { missingImage, refuseAny } from './refusals.js';

/**
 * The spec that a deploy brings, checked as strictly as if it had come from a stranger: it is whole and valid, it is of
 * the environment that the call names, and this version can do what it asks for.
 */
export function acceptSpec(text: string, names: EnvironmentNames, appImage: AppImage | null): EnvironmentSpec {
  const spec = decodeSpec(text);
  if (environmentTitle(spec) !== environmentTitle(names)) {
    throw new AppError('invalid_argument', {
      message: `the spec is of environment ${environmentTitle(spec)}, but the call names ${environmentTitle(names)}`,
    });
  }
  refuseScheduledTasks(spec);
  const imageless = spec.services.filter((service) => service.image === null);
  if (appImage === null) refuseAny(imageless.map((service) => missingImage(service.name)));
  return spec;
}

function refuseScheduledTasks({ tasks }: EnvironmentSpec): void {
  const scheduled = tasks.filter((task) => task.schedule !== null);
  if (scheduled.length === 0) return;
  const names = scheduled.map((task) => task.name).join(', ');
  throw new AppError('not_supported', {
    message: `this version runs no tasks on a schedule, and the config has ${scheduled.length === 1 ? 'task' : 'tasks'} ${names}`,
    reason: 'deploying without running them would pretend that they run',
    nextActions: ['remove them from devopsellence.yml, and run their commands with `devopsellence exec`'],
  });
}
