import picocolors from 'picocolors';
import type { Io, OutputStream } from './io.js';

export type Colours = ReturnType<typeof picocolors.createColors>;

/** Paints nothing: for pipes, files and tests. */
export const PLAIN: Colours = picocolors.createColors(false);

/** Colour only on a terminal, and never where NO_COLOR is set. */
export function coloursFor(stream: OutputStream, env: Io['env']): Colours {
  const isWanted = stream.isTerminal && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  return picocolors.createColors(isWanted);
}
