import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getAsset, isSea } from 'node:sea';
import { AppError } from '@devopsellence/core';
import SqliteFile from 'better-sqlite3';

/** Name of the compiled part of SQLite inside a single-file binary. */
const BINDING = 'better_sqlite3.node';

export interface SqliteFileOptions {
  /** How long to wait for a lock of another process, in milliseconds. */
  readonly timeout?: number;
  /** Only to look into a file, which has to exist. */
  readonly readonly?: boolean;
}

/**
 * Opens an SQLite file, creating it if need be. Whatever opens one does it here: a single-file binary brings SQLite along
 * inside itself.
 */
export function openSqliteFile(path: string, options: SqliteFileOptions = {}): SqliteFile.Database {
  const all: SqliteFile.Options = { ...options };
  // It takes what was loaded, too, which its types do not say.
  if (isSea()) Object.assign(all, { nativeBinding: embeddedBinding(dirname(path)) });
  return new SqliteFile(path, all);
}

let loaded: object | null = null;

/**
 * The kernel loads code from files only: it is written into a new folder that nobody else can enter, loaded, and removed
 * again, so that there is never a file that somebody could have replaced.
 */
function embeddedBinding(directory: string): object {
  if (loaded !== null) return loaded;
  const folder = mkdtempSync(join(directory, '.sqlite-'));
  try {
    const file = join(folder, BINDING);
    writeFileSync(file, Buffer.from(getAsset(BINDING)), { mode: 0o600, flag: 'wx' });
    const module = { exports: {} };
    process.dlopen(module, file);
    loaded = module.exports;
    return loaded;
  } catch (cause) {
    throw cannotLoad(directory, cause);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cannotLoad(directory: string, cause: unknown): AppError {
  return new AppError('internal', {
    message: `SQLite could not be loaded from ${directory}`,
    reason: cause instanceof Error ? cause.message : String(cause),
    nextActions: [`findmnt --target ${directory}   # it must not be mounted noexec`],
    cause,
  });
}
