import { type Clock, type Logger, writePrivateFile } from '@devopsellence/runtime';

export interface KeptFileOptions {
  readonly path: string;
  /** The content as it is when it is written. */
  readonly content: () => string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Changes that come in a row are written together. */
const DELAY_MS = 500;

/** A file that follows something that changes often: written a little later, or at once when asked to. */
export class KeptFile {
  readonly #options: KeptFileOptions;
  #isDue = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: KeptFileOptions) {
    this.#options = options;
  }

  /** The content has changed. A write that fails is logged, and repeated with the next change. */
  changed(signal: AbortSignal): void {
    if (this.#isDue) return;
    this.#isDue = true;
    void this.#later(signal);
  }

  /** Writes now. Resolves when it would survive power loss. */
  save(): Promise<void> {
    this.#isDue = false;
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(() => writePrivateFile(this.#options.path, this.#options.content()));
    return this.#writing;
  }

  async #later(signal: AbortSignal): Promise<void> {
    await this.#options.clock.sleep(DELAY_MS, signal);
    if (!this.#isDue) return;
    try {
      await this.save();
    } catch (error) {
      this.#options.logger.warn({ err: error, path: this.#options.path }, 'cannot write a file');
    }
  }
}
