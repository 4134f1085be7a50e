import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import { openSqliteFile } from './sqlite-file.js';

/**
 * Takes the data directory for this process; throws when another control plane has it. The kernel gives it back when the
 * process ends, however it ends: SQLite's own file lock serves, as Node has none.
 */
export function lockDataDirectory(directory: string): { release(): void } {
  const file = openSqliteFile(join(directory, 'lock'), { timeout: 0 });
  try {
    file.exec('begin exclusive');
  } catch (cause) {
    file.close();
    throw new AppError('usage', {
      message: `another control plane is using ${directory}`,
      nextActions: ['stop it first, or give this one another --data-dir'],
      cause,
    });
  }
  return { release: () => file.close() };
}
