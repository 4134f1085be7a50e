import { AppError } from '@devopsellence/core';
import { openSqliteFile } from './sqlite-file.js';

/** Copied at a time: a few milliseconds, between which everything else goes on. */
const PAGES = 200;

/**
 * Copies a database that is in use, as it is at one moment, to a file that does not exist yet. The copy is one file, with
 * nothing beside it. Rejects when the signal aborts; what is there of the copy then is of no use.
 */
export async function copyDatabase(source: string, target: string, signal: AbortSignal): Promise<void> {
  // A connection of its own, which holds on to one moment: writes meanwhile neither wait for the copy nor start it anew.
  const reader = openSqliteFile(source, { readonly: true });
  try {
    reader.exec('begin');
    reader.prepare('select count(*) from sqlite_schema').get();
    await reader.backup(target, {
      progress: () => {
        if (signal.aborted) throw new AppError('cancelled', { message: 'the copy of the database was interrupted' });
        return PAGES;
      },
    });
  } finally {
    reader.close();
  }
  const copy = openSqliteFile(target);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** Throws `damaged_backup` unless SQLite finds the file whole. Goes table by table: everything else goes on in between. */
export async function requireWholeDatabase(path: string): Promise<void> {
  const file = openCopy(path);
  try {
    const names = file.prepare<[], { name: string }>("select name from sqlite_schema where type = 'table'").all();
    for (const { name } of names) {
      const found = file.pragma(`quick_check("${name.replaceAll('"', '""')}")`, { simple: true });
      if (found !== 'ok') throw damaged(path, String(found));
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (file.pragma('foreign_key_check', { simple: true }) !== undefined)
      throw damaged(path, 'a reference leads nowhere');
  } catch (error) {
    throw error instanceof AppError ? error : damaged(path, String(error), error);
  } finally {
    file.close();
  }
}

/** Name of the last migration that a database has. */
export function schemaOf(path: string): string {
  const file = openCopy(path);
  try {
    const last = file.prepare<[], { name: string }>('select name from kysely_migration order by name desc limit 1');
    return last.get()?.name ?? '';
  } finally {
    file.close();
  }
}

function openCopy(path: string): ReturnType<typeof openSqliteFile> {
  return openSqliteFile(path, { readonly: true });
}

function damaged(path: string, reason: string, cause?: unknown): AppError {
  return new AppError('damaged_backup', {
    message: `${path} is not a whole database`,
    reason,
    nextActions: ['devopsellence backup list', 'devopsellence backup create'],
    cause,
  });
}
