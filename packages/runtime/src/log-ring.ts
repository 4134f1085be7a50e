import type { Instant } from '@devopsellence/core';

/** One line of a log, as it was written. */
export interface LoggedLine {
  /** Counts all lines since the start, from 1. */
  readonly number: number;
  readonly at: Instant;
  /** Without its line end. */
  readonly text: string;
}

const MAX_LINES = 2_000;
const MAX_LINE_LENGTH = 8_000;
const MAX_LENGTH = 512 * 1024;

/**
 * The last lines that this process logged, kept in memory for those who ask from afar: at most 2,000, and at most half a
 * million characters of them. What is older has gone to standard error, where the machine may keep it.
 */
export class LogRing {
  #lines: LoggedLine[] = [];
  #length = 0;
  #last = 0;
  readonly #listeners = new Set<() => void>();

  /** Takes in a line, with or without its line end. */
  add(line: string, at: Instant = Date.now()): void {
    const text = line.trimEnd().slice(0, MAX_LINE_LENGTH);
    this.#last += 1;
    this.#lines.push({ number: this.#last, at, text });
    this.#length += text.length;
    this.#trim();
    for (const listener of this.#listeners) listener();
  }

  /** The newest so many lines, oldest first. */
  tail(count: number): readonly LoggedLine[] {
    return count === 0 ? [] : this.#lines.slice(-count);
  }

  /** What was logged after the line of that number and is still kept, oldest first. */
  after(number: number): readonly LoggedLine[] {
    return this.#lines.filter((line) => line.number > number);
  }

  /** Calls back whenever there is more. Returns how to stop that. */
  onLine(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #trim(): void {
    let gone = Math.max(0, this.#lines.length - MAX_LINES);
    for (const { text } of this.#lines.slice(0, gone)) this.#length -= text.length;
    while (this.#length > MAX_LENGTH) {
      this.#length -= this.#lines[gone]?.text.length ?? 0;
      gone += 1;
    }
    if (gone > 0) this.#lines = this.#lines.slice(gone);
  }
}
