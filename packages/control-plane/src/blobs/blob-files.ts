import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { freeBytesIn, makePrivateDirectory, syncDirectory } from '@devopsellence/runtime';

/** Where the bytes are: whole blobs below `sha256/`, those that are under way below `incoming/`. */
export class BlobFiles {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async prepare(): Promise<void> {
    await makePrivateDirectory(this.#directory);
    await makePrivateDirectory(join(this.#directory, 'incoming'));
    await makePrivateDirectory(join(this.#directory, 'sha256'));
  }

  whole(digest: string): string {
    const hex = hexOf(digest);
    return join(this.#directory, 'sha256', hex.slice(0, 2), hex);
  }

  incoming(digest: string): string {
    return join(this.#directory, 'incoming', hexOf(digest));
  }

  /** Bytes that may be written; the file system may have less for others. */
  free(): Promise<number> {
    return freeBytesIn(this.#directory);
  }

  /** The file under way, to be appended to. */
  openIncoming(digest: string): Promise<FileHandle> {
    return open(this.incoming(digest), 'a', 0o600);
  }

  /** Makes what was under way a whole blob. Survives power loss once resolved; its bytes have to be synced before. */
  async finish(digest: string): Promise<void> {
    const path = this.whole(digest);
    const folder = dirname(path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(this.incoming(digest), path);
    for (const each of [folder, dirname(folder)]) await syncDirectory(each);
  }

  async removeWhole(digest: string): Promise<void> {
    await rm(this.whole(digest), { force: true });
  }

  async removeIncoming(digest: string): Promise<void> {
    await rm(this.incoming(digest), { force: true });
  }

  /** Digests of all files, whole or under way, that nobody has written to since. */
  async *untouchedSince(moment: number): AsyncGenerator<string> {
    const folders = await readdir(join(this.#directory, 'sha256'));
    for (const folder of ['incoming', ...folders.map((each) => join('sha256', each))]) {
      for (const hex of await readdir(join(this.#directory, folder))) {
        const found = await sizeAndAge(join(this.#directory, folder, hex));
        if (found !== null && found.writtenAt <= moment) yield `sha256:${hex}`;
      }
    }
  }
}

/** Null when there is no such file. */
export async function sizeOf(path: string): Promise<number | null> {
  return (await sizeAndAge(path))?.size ?? null;
}

async function sizeAndAge(path: string): Promise<{ readonly size: number; readonly writtenAt: number } | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { size, writtenAt: mtimeMs };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function hexOf(digest: string): string {
  return digest.slice('sha256:'.length);
}
