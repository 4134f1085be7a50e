import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this repository, found from here upwards: right for the sources, for `dist`, and for a bundle in `.cache`. */
export const repository = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  if (folder === dirname(folder)) throw new Error('the test harness runs inside its repository only');
  return findRoot(dirname(folder));
}
