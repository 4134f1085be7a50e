import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import { readFileIfExists, writePrivateFile } from '@devopsellence/runtime';

/** The keys and certificates in the data directory: files that only their owner may read. */
export class KeyStore {
  readonly #directory: string;
  readonly #mayCreate: boolean;

  /**
   * `mayCreate` is true only while nothing depends on the keys yet. Later a missing key is an error: a new one in its
   * place would lock out every node, or make every secret unreadable, without a word.
   */
  constructor(directory: string, mayCreate: boolean) {
    this.#directory = directory;
    this.#mayCreate = mayCreate;
  }

  path(name: string): string {
    return join(this.#directory, name);
  }

  async read(name: string): Promise<string | null> {
    return (await readFileIfExists(this.path(name)))?.toString('utf8') ?? null;
  }

  async write(name: string, content: string): Promise<void> {
    await writePrivateFile(this.path(name), content);
  }

  /** The file's content, which `create` makes at the first start. */
  async readOrCreate(name: string, create: () => Promise<string> | string): Promise<string> {
    const known = await this.read(name);
    if (known !== null) return known;
    if (!this.#mayCreate) throw missing(this.path(name));
    const content = await create();
    await this.write(name, content);
    return content;
  }
}

function missing(path: string): AppError {
  return new AppError('internal', {
    message: `${path} is missing`,
    reason: 'the database in the same folder was written with it, and a new one would not fit',
    nextActions: ['restore the whole data directory from one backup'],
  });
}
