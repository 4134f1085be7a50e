import type { LogEntry, LogLine } from '../client/control-plane-client.js';
import { type Colours, coloursFor } from '../colours.js';
import type { CommandContext } from '../command.js';
import { lineFields } from '../document/log-line.js';
import { sanitize } from '../render/sanitize.js';

const PALETTE = ['cyan', 'yellow', 'green', 'magenta', 'blue', 'red'] as const satisfies readonly (keyof Colours)[];

/** Prints entries: node and service in front, each pair in a colour of its own, the line itself untouched. */
export class LogPrinter {
  readonly #context: CommandContext;
  readonly #show: ((line: string) => string) | undefined;
  readonly #colours: Colours;
  readonly #paints = new Map<string, (text: string) => string>();
  readonly #failures: string[] = [];
  #width = 0;
  #lines = 0;

  /** `show`: a line as people are to see it; absent: the bytes that came. */
  constructor(context: CommandContext, show?: (line: string) => string) {
    this.#context = context;
    this.#show = show;
    this.#colours = coloursFor(context.io.stdout, context.io.env);
  }

  /** How many lines were printed. */
  get lines(): number {
    return this.#lines;
  }

  /** What kept nodes from sending their lines. */
  get failures(): readonly string[] {
    return this.#failures;
  }

  /** Resolves when there is room for more. */
  async print(entry: LogEntry): Promise<void> {
    if (entry.kind === 'failure') return this.#printFailure(entry.node, entry.message);
    if (entry.kind === 'note')
      return this.#context.output.talk(`Note: ${sanitize(entry.node)}: ${sanitize(entry.text)}`);
    this.#lines += 1;
    const { io, output } = this.#context;
    if (output.isJson) output.event('progress', { service: entry.service, ...lineFields(entry) });
    else io.stdout.write(Buffer.concat([Buffer.from(this.#prefix(entry)), this.#shown(entry), Buffer.from('\n')]));
    await io.stdout.drained();
  }

  #printFailure(node: string, message: string): void {
    const text = `${sanitize(node)}: ${sanitize(message)}`;
    this.#failures.push(text);
    this.#context.output.talk(`Warning: ${text}`);
  }

  #shown({ line }: LogLine): Uint8Array {
    return this.#show === undefined ? line : Buffer.from(this.#show(Buffer.from(line).toString()));
  }

  #prefix({ node, service }: LogLine): string {
    const name = `${sanitize(node)} ${sanitize(service)}`;
    this.#width = Math.max(this.#width, name.length);
    const paint = this.#paints.get(name) ?? this.#colours[PALETTE[this.#paints.size % PALETTE.length] ?? 'cyan'];
    this.#paints.set(name, paint);
    return `${paint(name.padEnd(this.#width))} | `;
  }
}
