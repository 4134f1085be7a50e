import type { Clock } from '@devopsellence/runtime';
import type { LogLine } from '../client/control-plane-client.js';
import type { DeploymentProgress } from '../client/status.js';
import { type Colours, coloursFor } from '../colours.js';
import type { CommandContext } from '../command.js';
import { lineFields } from '../document/log-line.js';
import { waitingFields } from '../document/waiting.js';
import { LiveBlock } from '../render/live-block.js';
import { stepLine, stepsBlock } from '../render/progress.js';
import { taskLine, taskNote } from '../render/task-line.js';
import { changesSince, otherWaiting, type Step, type Steps } from './changes.js';
import type { FollowView } from './follow.js';

const REDRAW_MS = 200;

/** The view that suits where the progress goes: a terminal, a file, or a script. */
export function viewFor(context: CommandContext): FollowView {
  const { io, output, outside } = context;
  const startedAt = outside.clock.now();
  const colours = coloursFor(io.stderr, io.env);
  if (output.isJson) return new JsonView(context, startedAt);
  if (io.stderr.isTerminal) {
    const drained = () => io.stderr.drained();
    return new LiveView(new LiveBlock(io.stderr), { clock: outside.clock, colours, startedAt, drained });
  }
  return new LineView(context, colours, startedAt);
}

/** One line for each step, as it comes. */
class LineView implements FollowView {
  readonly #context: CommandContext;
  readonly #colours: Colours;
  readonly #startedAt: number;
  #steps: Steps | null = null;
  #waiting = '';

  constructor(context: CommandContext, colours: Colours, startedAt: number) {
    this.#context = context;
    this.#colours = colours;
    this.#startedAt = startedAt;
  }

  show(progress: DeploymentProgress): void {
    const { steps, changed } = changesSince(this.#steps, progress);
    this.#steps = steps;
    for (const step of changed) this.#line(step);
    this.#showWaiting(otherWaiting(progress));
  }

  lost(reason: string): void {
    this.#context.output.talk(`${reason}; connecting again`);
  }

  taskLine(line: LogLine): Promise<void> {
    this.#context.output.talk(taskLine(line, this.#colours));
    return this.#context.io.stderr.drained();
  }

  taskNote(text: string): void {
    this.#context.output.talk(taskNote(text));
  }

  end(): void {
    this.#steps = null;
  }

  #line(step: Step): void {
    const { output, outside } = this.#context;
    output.talk(stepLine(step, { colours: this.#colours, elapsedMs: outside.clock.now() - this.#startedAt }));
  }

  #showWaiting(waiting: readonly string[]): void {
    const text = waiting.join('\n');
    if (text === this.#waiting) return;
    this.#waiting = text;
    this.#context.output.talk(...waiting.map((each) => `          … ${each}`));
  }
}

interface LiveOptions {
  readonly clock: Clock;
  readonly colours: Colours;
  readonly startedAt: number;
  /** Resolves once the terminal has caught up. */
  readonly drained: () => Promise<void>;
}

/** All steps in place, redrawn as they change and as time goes by. */
class LiveView implements FollowView {
  readonly #block: LiveBlock;
  readonly #options: LiveOptions;
  readonly #ended = new AbortController();
  #steps: Steps | null = null;
  #waiting: readonly string[] = [];

  constructor(block: LiveBlock, options: LiveOptions) {
    this.#block = block;
    this.#options = options;
    void this.#redraw();
  }

  show(progress: DeploymentProgress): void {
    this.#steps = changesSince(this.#steps, progress).steps;
    this.#waiting = otherWaiting(progress);
    this.#draw();
  }

  lost(reason: string): void {
    this.#waiting = [`${reason}; connecting again`];
    this.#draw();
  }

  taskLine(line: LogLine): Promise<void> {
    this.#block.above([taskLine(line, this.#options.colours)]);
    return this.#options.drained();
  }

  taskNote(text: string): void {
    this.#block.above([taskNote(text)]);
  }

  end(): void {
    this.#ended.abort();
    this.#block.clear();
  }

  async #redraw(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      await this.#options.clock.sleep(REDRAW_MS, this.#ended.signal);
      if (!this.#ended.signal.aborted) this.#draw();
    }
  }

  #draw(): void {
    const { clock, colours, startedAt } = this.#options;
    if (this.#steps === null) return;
    const now = clock.now();
    this.#block.draw(stepsBlock(this.#steps, this.#waiting, { colours, now, elapsedMs: now - startedAt }));
  }
}

/** One JSON line for each step. */
class JsonView implements FollowView {
  readonly #context: CommandContext;
  readonly #startedAt: number;
  #steps: Steps | null = null;

  constructor(context: CommandContext, startedAt: number) {
    this.#context = context;
    this.#startedAt = startedAt;
  }

  show(progress: DeploymentProgress): void {
    const { output } = this.#context;
    const { steps, changed } = changesSince(this.#steps, progress);
    this.#steps = steps;
    const { id, state, waiting } = progress.deployment;
    for (const { node, service, state: step, isSettled, detail, waitingOn } of changed) {
      output.event('progress', {
        elapsed_ms: this.#elapsedMs(),
        deployment: { id, state, waiting },
        node,
        service,
        state: step,
        settled: isSettled,
        detail,
        waiting_on: waitingOn.map(waitingFields),
      });
    }
  }

  lost(): void {
    // The events go on as if nothing had happened: nothing has, to the deployment.
  }

  taskLine(line: LogLine): Promise<void> {
    const { io, output } = this.#context;
    output.event('progress', { elapsed_ms: this.#elapsedMs(), task: line.service, ...lineFields(line) });
    return io.stdout.drained();
  }

  taskNote(note: string): void {
    this.#context.output.event('progress', { elapsed_ms: this.#elapsedMs(), note });
  }

  end(): void {
    this.#steps = null;
  }

  #elapsedMs(): number {
    return this.#context.outside.clock.now() - this.#startedAt;
  }
}
