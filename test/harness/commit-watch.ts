import { type FSWatcher, watch } from 'node:fs';

const LOG = 'control-plane.db-wal';

/**
 * Counts how often the write-ahead log of a control plane's database was seen to change: about once for each commit. The
 * control plane knows nothing of it. With `others`, changes of files that begin so count too.
 */
export class CommitWatch {
  /** May be set back to 0. */
  count = 0;
  readonly #watcher: FSWatcher;
  #armed: { readonly commit: number; readonly act: () => void } | undefined;

  constructor(dataDir: string, others?: string) {
    this.#watcher = watch(dataDir, (_, file) => {
      if (file === LOG || (others !== undefined && file?.startsWith(others))) this.#changed();
    });
  }

  /** Calls `act` once, when so many changes were seen since `count` was set back. */
  at(commit: number, act: () => void): void {
    this.#armed = { commit, act };
  }

  disarm(): void {
    this.#armed = undefined;
  }

  close(): void {
    this.#watcher.close();
  }

  #changed(): void {
    this.count += 1;
    const armed = this.#armed;
    if (armed === undefined || this.count < armed.commit) return;
    this.#armed = undefined;
    armed.act();
  }
}
