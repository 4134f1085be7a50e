import { AppError } from '@devopsellence/core';
import type { Preset } from '../client/standalone-client.js';

/** The newest of the versions of a preset, which come newest first. Throws `not_found` when there is none. */
export function newestVersion(versions: readonly Preset[], name: string): Preset {
  const [newest] = versions;
  if (newest !== undefined) return newest;
  throw new AppError('not_found', {
    message: `there is no preset ${name}`,
    nextActions: ['devopsellence preset list'],
  });
}
