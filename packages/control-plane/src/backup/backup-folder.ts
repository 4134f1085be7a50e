import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { makePrivateDirectory, syncDirectory } from '@devopsellence/runtime';
import { databaseIn } from '../store/index.js';
import { type Manifest, parseManifest } from './manifest.js';

const ID = /^[0-9A-Z]{26}$/;
const UNFINISHED = '.new';

/** A backup on disk: a folder with the database and what describes it. */
export interface StoredBackup {
  readonly path: string;
  readonly manifest: Manifest;
  /** False: the database is missing, or has another size than it had. */
  readonly isWhole: boolean;
}

export interface BackupListing {
  /** The newest first. */
  readonly backups: readonly StoredBackup[];
  /** Folders that should be backups and cannot be read. */
  readonly unreadable: readonly string[];
}

export function manifestIn(backup: string): string {
  return join(backup, 'manifest.json');
}

export function isBackupId(text: string): boolean {
  return ID.test(text);
}

/** Where backups are, a folder each, which is there as a whole or not at all. */
export class BackupFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Creates it, and removes what an interrupted backup left. */
  async prepare(): Promise<void> {
    await makePrivateDirectory(this.path);
    for (const name of await readdir(this.path)) {
      const [id = '', rest] = name.split('.', 2);
      if (isBackupId(id) && `.${rest}` === UNFINISHED)
        await rm(join(this.path, name), { recursive: true, force: true });
    }
  }

  pathOf(id: string): string {
    return join(this.path, id);
  }

  /** A folder to write a backup to; it counts once it is finished. */
  async begin(id: string): Promise<string> {
    const path = `${this.pathOf(id)}${UNFINISHED}`;
    await mkdir(path, { mode: 0o700 });
    return path;
  }

  /** Makes a backup of what was written. Survives power loss once resolved. */
  async finish(id: string): Promise<void> {
    const path = `${this.pathOf(id)}${UNFINISHED}`;
    for (const file of [databaseIn(path), manifestIn(path)]) await syncFile(file);
    await syncDirectory(path);
    await rename(path, this.pathOf(id));
    await syncDirectory(this.path);
  }

  async discard(id: string): Promise<void> {
    await rm(`${this.pathOf(id)}${UNFINISHED}`, { recursive: true, force: true });
  }

  /**
   * Removes a backup; what is half removed is none any more. False, with nothing removed, when somebody has put something
   * of their own into its folder.
   */
  async remove(id: string): Promise<boolean> {
    const own: ReadonlySet<string> = new Set([basename(databaseIn(id)), basename(manifestIn(id))]);
    if ((await readdir(this.pathOf(id))).some((name) => !own.has(name))) return false;
    await rename(this.pathOf(id), `${this.pathOf(id)}${UNFINISHED}`);
    await this.discard(id);
    return true;
  }

  async list(): Promise<BackupListing> {
    const names = (await readdir(this.path)).filter(isBackupId).toSorted().toReversed();
    const backups: StoredBackup[] = [];
    const unreadable: string[] = [];
    for (const name of names) {
      const backup = await readBackup(this.pathOf(name)).catch(() => null);
      // One that says that it is another is a copy that somebody else has put there.
      if (backup?.manifest.id === name) backups.push(backup);
      else unreadable.push(name);
    }
    return { backups, unreadable };
  }
}

/** The backup in a folder. Throws `damaged_backup`, or what the file system says. */
export async function readBackup(path: string): Promise<StoredBackup> {
  const manifest = parseManifest(await readFile(manifestIn(path), 'utf8'), manifestIn(path));
  const size = (await stat(databaseIn(path)).catch(() => null))?.size ?? null;
  return { path, manifest, isWhole: size === manifest.size };
}

export async function syncFile(path: string): Promise<void> {
  const file: FileHandle = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
