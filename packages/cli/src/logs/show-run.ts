import { AppError, toAppError } from '@devopsellence/core';
import { backoffMs } from '@devopsellence/runtime';
import type { LogEntry, LogLine } from '../client/control-plane-client.js';
import type { Outside } from '../outside.js';
import { RunPosition } from './run-position.js';

const BACKOFF = { baseMs: 250, capMs: 5_000 } as const;

/** Where the lines of a run go. */
export interface RunView {
  /** Resolves when there is room for more. */
  line(line: LogLine): Promise<void>;
  /** A sentence about the lines: what those that follow are, or, once at most, why none come for now. */
  note(text: string): void;
}

export interface ShownRun {
  /** Asks for all lines of the run, from the first on, up to its end. */
  readonly open: () => AsyncIterable<LogEntry>;
  readonly view: RunView;
  /** Aborts when nobody wants the lines any more. */
  readonly stopped: AbortSignal;
}

/**
 * Shows every line of a run once, in their order, over as many connections as it takes. Resolves at the end of the run, or
 * when it is stopped, and never rejects: true when nothing is missing.
 */
export async function showRun({ clock, random }: Outside, shown: ShownRun): Promise<boolean> {
  const { stopped, view } = shown;
  const reader = new RunReader(shown);
  for (let failures = 0; !stopped.aborted; ) {
    const before = reader.count;
    const end = await reader.read();
    if (typeof end === 'boolean') return end;
    // Whoever pressed Ctrl-C knows why no more lines come.
    if (stopped.aborted || end.code === 'cancelled') break;
    if (failures === 0 && !reader.wasLost) view.note(`lines of the task do not come for now: ${end.message}`);
    reader.wasLost = true;
    if (!isWorthAnother(end)) break;
    failures = reader.count > before ? 1 : failures + 1;
    await clock.sleep(backoffMs(failures, BACKOFF, random), stopped);
  }
  return false;
}

/** Whether the same question may be answered a moment later. */
function isWorthAnother({ kind }: AppError): boolean {
  return kind === 'unavailable' || kind === 'timeout' || kind === 'internal';
}

class RunReader {
  readonly #shown: ShownRun;
  readonly #position = new RunPosition();
  wasLost = false;
  /** Lines that were shown. */
  count = 0;

  constructor(shown: ShownRun) {
    this.#shown = shown;
  }

  /** One connection: at the end of the lines whether all were shown, else what broke it. */
  async read(): Promise<boolean | AppError> {
    this.#position.begin();
    const countBefore = this.count;
    try {
      for await (const entry of this.#shown.open()) {
        if (this.#shown.stopped.aborted) return false;
        if (entry.kind === 'failure')
          return new AppError('node_offline', { message: `${entry.node}: ${entry.message}` });
        // What is recorded of a run whose container is gone is no more than the end of what was shown.
        if (entry.kind === 'note' && countBefore > 0) return false;
        if (entry.kind === 'note') this.#shown.view.note(entry.text);
        else await this.#show(entry);
      }
      return true;
    } catch (thrown) {
      return toAppError(thrown);
    }
  }

  async #show(line: LogLine): Promise<void> {
    if (!this.#position.accept(line)) return;
    this.count += 1;
    await this.#shown.view.line(line);
  }
}
