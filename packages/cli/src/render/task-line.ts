import type { LogLine } from '../client/control-plane-client.js';
import type { Colours } from '../colours.js';
import { sanitize } from './sanitize.js';

const ESCAPE = '\u001b';
/** What a terminal takes as an order: colours, movements of the cursor. */
const ORDER = new RegExp(`${ESCAPE}\\[[0-?]*[ -/]*[@-~]`, 'g');

/** A line that a task wrote, among the steps of a deployment: with the task in front, as plain text. */
export function taskLine({ service, line }: LogLine, colours: Colours): string {
  const text = Buffer.from(line).toString().replaceAll(ORDER, '');
  return `${' '.repeat(10)}${colours.dim(`${sanitize(service)} |`)} ${sanitize(text)}`;
}

/** A sentence about such lines. */
export function taskNote(text: string): string {
  return `${' '.repeat(10)}… ${sanitize(text)}`;
}
