import { join } from 'node:path';

/** The name of the database, in a data directory as in a backup. */
export const DATABASE_FILE = 'control-plane.db';

export function databaseIn(directory: string): string {
  return join(directory, DATABASE_FILE);
}
