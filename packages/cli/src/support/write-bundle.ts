import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { AppError } from '@devopsellence/core';
import type { BundleEntry } from './entries.js';
import { redactSecrets } from './redact.js';
import { TAR_END, tarEntry } from './tar.js';

/** A file that was written into a bundle. */
export interface WrittenEntry {
  readonly name: string;
  readonly bytes: number;
}

/**
 * Writes the entries, with whatever looks like a secret taken out, as a compressed archive that only its owner may read.
 * A file that is there is never replaced; on failure nothing is left behind.
 */
export async function writeBundle(
  path: string,
  entries: readonly BundleEntry[],
  modifiedAt: number,
): Promise<readonly WrittenEntry[]> {
  const written: WrittenEntry[] = [];
  async function* archive(): AsyncGenerator<Buffer> {
    for (const { name, read } of entries) {
      const content = Buffer.from(redactSecrets(await read()));
      written.push({ name, bytes: content.length });
      yield tarEntry({ name, content, modifiedAt });
    }
    yield TAR_END;
  }
  try {
    await pipeline(Readable.from(archive()), createGzip(), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return written;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EEXIST') throw new AppError('name_taken', { message: `there is a file ${path} already` });
    await rm(path, { force: true });
    throw error;
  }
}
