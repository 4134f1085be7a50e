import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateDirectory, syncDirectory } from '@devopsellence/runtime';
import { DATABASE_FILE, databaseIn } from '../store/index.js';

/** Where a restored state is while it is made, once it is whole, and while it takes its place. */
export function restoreFolders(dataDirectory: string) {
  return {
    unfinished: join(dataDirectory, 'restore.new'),
    ready: join(dataDirectory, 'restore.ready'),
    placing: join(dataDirectory, 'restore.placing'),
    /** What was there before the last restore. */
    replaced: join(dataDirectory, 'replaced'),
  };
}

/**
 * Puts a restored state that is ready into its place. Called before the database is opened, at every start: a restore that
 * was cut off at any moment is either gone or finished here. What was there before goes to the folder `replaced`.
 */
export async function placeRestore(dataDirectory: string): Promise<void> {
  for (const step of placementSteps(dataDirectory)) await step();
}

/** Each of them may be repeated, from the first one on, wherever the process died. */
export function placementSteps(dataDirectory: string): readonly (() => Promise<void>)[] {
  const { unfinished, ready, placing, replaced } = restoreFolders(dataDirectory);
  const move = async (name: string, from: string, to: string) => {
    if (await exists(join(from, name))) await rename(join(from, name), join(to, name));
  };
  // While the new database has not moved, what is in its place is the old one.
  const moveOld = async (name: string) => {
    if (!(await exists(databaseIn(placing)))) return;
    await makePrivateDirectory(replaced);
    await move(name, dataDirectory, replaced);
  };
  return [
    () => rm(unfinished, { recursive: true, force: true }),
    async () => {
      if (await exists(ready)) await rm(replaced, { recursive: true, force: true });
    },
    async () => {
      if (await exists(ready)) await rename(ready, placing);
    },
    () => moveOld(DATABASE_FILE),
    // A log of the old database beside the new one would be taken for its own.
    () => moveOld(`${DATABASE_FILE}-wal`),
    () => moveOld(`${DATABASE_FILE}-shm`),
    async () => {
      if (!(await exists(placing))) return;
      // Keys before the database: its presence is what says that a placement is not finished.
      for (const name of await readdir(placing)) if (name !== DATABASE_FILE) await move(name, placing, dataDirectory);
    },
    () => move(DATABASE_FILE, placing, dataDirectory),
    () => syncDirectory(dataDirectory),
    () => rm(placing, { recursive: true, force: true }),
  ];
}

export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
