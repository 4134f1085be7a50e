import { toAppError } from '@devopsellence/core';
import type { CommandContext } from './command.js';
import { EXIT_INTERRUPTED } from './exit-code.js';
import type { JsonObject } from './output.js';
import { LiveBlock } from './render/live-block.js';

const INTERVAL_MS = 2_000;

/** Something that is read again and again, and shown each time it has changed. */
export interface Watched<Value> {
  readonly read: () => Promise<Value>;
  readonly lines: (value: Value) => readonly string[];
  readonly fields: (value: Value) => JsonObject;
}

/** Shows it until Ctrl-C. A control plane that does not answer for a while is waited for. */
export async function watch<Value>(context: CommandContext, watched: Watched<Value>): Promise<number> {
  const { io, outside, output } = context;
  const block = io.stdout.isTerminal && !output.isJson ? new LiveBlock(io.stdout) : null;
  let shown = '';
  output.stream();
  while (!io.signal.aborted) {
    const value = await readOrWait(context, watched.read);
    if (value !== null) {
      const fields = watched.fields(value);
      const isChanged = JSON.stringify(fields) !== shown;
      shown = JSON.stringify(fields);
      if (block !== null) block.draw(watched.lines(value));
      else if (isChanged) print(context, watched.lines(value), fields);
    }
    await outside.clock.sleep(INTERVAL_MS, io.signal);
  }
  return EXIT_INTERRUPTED;
}

/** Null when the control plane does not answer now. */
async function readOrWait<Value>({ output, io }: CommandContext, read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (io.signal.aborted) return null;
    if (error.code !== 'control_plane_unavailable') throw error;
    output.talk(`${error.message}, trying again`);
    return null;
  }
}

function print({ output }: CommandContext, lines: readonly string[], fields: JsonObject): void {
  if (output.isJson) output.event('progress', fields);
  else for (const line of [...lines, '']) output.line(line);
}
