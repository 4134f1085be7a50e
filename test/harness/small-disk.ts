import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.js';

const CHUNK = Buffer.alloc(64 * 1024);
const LAST_CHUNK = Buffer.alloc(4 * 1024);

/**
 * A small file system in the place of a folder, with what was in it. It goes with the network whose folder it is in.
 */
export class SmallDisk {
  readonly #ballast: string;

  private constructor(folder: string) {
    this.#ballast = join(folder, '.ballast');
  }

  /** Programs that use the folder must not be running. Machines that are on do not see it. */
  static async under(folder: string, megabytes: number): Promise<SmallDisk> {
    const aside = `${folder}.aside`;
    await run('mv', [folder, aside]);
    await mkdir(folder);
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder]);
    await run('cp', ['--archive', `${aside}/.`, folder]);
    await rm(aside, { recursive: true });
    return new SmallDisk(folder);
  }

  /** Leaves no room, not for one block. */
  async fill(): Promise<void> {
    const file = await open(this.#ballast, 'a');
    try {
      for (const chunk of [CHUNK, LAST_CHUNK]) await writeUntilFull(() => file.appendFile(chunk));
    } finally {
      await file.close();
    }
  }

  async makeRoom(): Promise<void> {
    await rm(this.#ballast, { force: true });
  }
}

async function writeUntilFull(write: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await write();
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return;
      throw error;
    }
  }
}
