import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const HALF_WRITTEN = /\.\d+\.new$/;

/** Creates the folder, readable by its owner only. */
export async function makePrivateDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

/**
 * Replaces a file as a whole, readable by its owner only: after a crash at any moment the file holds either the old or
 * the new content, and a write that was awaited survives power loss. One that fails leaves nothing behind.
 */
export async function writePrivateFile(path: string, content: string | Buffer): Promise<void> {
  const temporary = `${path}.${process.pid}.new`;
  try {
    await writeDurably(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    // On a full disk it would take what room is left.
    await removeFile(temporary);
    throw error;
  }
  await syncDirectory(dirname(path));
}

/**
 * Removes from a folder what is left of writes whose process was killed: they would only grow in number. For a process
 * that alone writes there, before it does.
 */
export async function removeHalfWritten(directory: string): Promise<void> {
  const left = (await readdir(directory)).filter((name) => HALF_WRITTEN.test(name));
  await Promise.all(left.map((name) => removeFile(join(directory, name))));
}

/** The content, or null when there is no such file. */
export async function readFileIfExists(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

async function writeDurably(path: string, content: string | Buffer): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What was created, renamed or removed in the folder survives power loss once this has resolved. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
