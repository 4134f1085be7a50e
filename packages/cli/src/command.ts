import type { Globals } from './globals.js';
import type { Io } from './io.js';
import type { Output } from './output.js';
import type { Outside } from './outside.js';
import type { Argument, Input, Option } from './parameter.js';

/** Everything a command works with. */
export interface CommandContext {
  readonly io: Io;
  readonly outside: Outside;
  readonly globals: Globals;
  readonly input: Input;
  readonly output: Output;
}

/** One command. Its name and summary stand in the table of `commands/index.ts`, which help reads without loading this. */
export interface Command {
  /** More than the summary says; shown by `--help`. */
  readonly description?: string;
  readonly args?: readonly Argument<unknown>[];
  readonly options?: readonly Option<unknown>[];
  /** Whole command lines, most common first. At least one. */
  readonly examples: readonly string[];
  /** Does the work and returns the exit code. A failure is thrown as an AppError. */
  readonly run: (context: CommandContext) => Promise<number>;
}

/** Checks the shape of a command where it is written. */
export function defineCommand(command: Command): Command {
  return command;
}
