import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { EnvironmentName } from '../client/names.js';
import type { Outside } from '../outside.js';
import { type RunView, showRun } from './show-run.js';

/** How long the next of the lines that are under way is waited for when the run has ended. */
const DRAIN_MS = 5_000;
const LINES = 100;

export interface RunLinesOptions {
  readonly client: ControlPlaneClient;
  readonly environment: EnvironmentName;
  readonly view: RunView;
}

/** Shows what one run of a task writes while something else is followed, which never waits for it. */
export class RunLines {
  readonly #outside: Outside;
  readonly #options: RunLinesOptions;
  readonly #stopped = new AbortController();
  readonly #ended = new AbortController();
  #shown: Promise<void> | null = null;
  #isWhole = false;
  /** Lines that came. */
  #count = 0;

  constructor(outside: Outside, options: RunLinesOptions) {
    this.#outside = outside;
    this.#options = options;
  }

  /** Every line that the run wrote was shown. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Aborts when no more lines come: the run has ended, or they cannot be had. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Begins, at the first call. */
  begin(task: string, run: string): void {
    this.#shown ??= this.#show(task, run);
  }

  /** The run has ended: resolves when what it wrote is shown, and soon when nothing more of it comes. */
  async drain(): Promise<void> {
    if (this.#shown === null) return;
    for (let before = -1; before < this.#count && !this.#ended.signal.aborted; ) {
      before = this.#count;
      const tooLate = this.#outside.clock.sleep(DRAIN_MS, this.#stopped.signal);
      await Promise.race([this.#shown, tooLate]);
    }
  }

  /** Shows nothing more. */
  stop(): void {
    this.#stopped.abort();
  }

  async #show(task: string, run: string): Promise<void> {
    const { client, environment } = this.#options;
    const view = this.#counting(this.#options.view);
    const request = { environment, task, run, whole: true, lines: LINES, sinceMs: null, follow: true };
    const open = () => client.runLogs(request);
    this.#isWhole = await showRun(this.#outside, { open, view, stopped: this.#stopped.signal });
    this.#ended.abort();
  }

  #counting(view: RunView): RunView {
    const line: RunView['line'] = (each) => {
      this.#count += 1;
      return view.line(each);
    };
    return { line, note: (text) => view.note(text) };
  }
}
