import type { Colours } from '../colours.js';
import type { Step, Steps } from '../deploy/changes.js';
import { sanitize } from './sanitize.js';
import { tableLines } from './table.js';
import { elapsedText, waitedText } from './time.js';

export interface ProgressStyle {
  readonly colours: Colours;
  readonly elapsedMs: number;
}

export interface BlockStyle extends ProgressStyle {
  readonly now: number;
}

/** One line for one step: when, where, what, and why not yet. */
export function stepLine(step: Step, { colours, elapsedMs }: ProgressStyle): string {
  const where = step.service === null ? step.node : `${step.node} ${step.service}`;
  const time = elapsedText(elapsedMs).padStart(8);
  return `${colours.dim(time)}  ${sanitize(where)}: ${paintOf(step, colours)(step.state)}${detailText(step)}`;
}

/** All steps in place, with how long they have waited; the settled ones only counted. */
export function stepsBlock(steps: Steps, waiting: readonly string[], style: BlockStyle): readonly string[] {
  const { colours, elapsedMs } = style;
  const all = [...steps.values()].map(({ step }) => step);
  const services = all.filter(({ service }) => service !== null);
  const open = all.filter(({ isSettled }) => !isSettled);
  const settled = services.filter(({ isSettled }) => isSettled).length;
  const rows = open.map((step) => [
    '',
    step.node,
    step.service ?? '',
    { text: step.state, paint: paintOf(step, colours) },
    `${step.detail}${waitedText(longestWait(step), style.now)}`,
  ]);
  return [
    ...tableLines(rows),
    ...waiting.map((each) => `  … ${sanitize(each)}`),
    colours.dim(`  ${settled} of ${services.length} settled, ${elapsedText(elapsedMs)}`),
  ];
}

/** Since when it has waited for what it waits for longest; null when nothing says so. */
function longestWait({ waitingOn }: Step): number | null {
  const moments = waitingOn.flatMap(({ since }) => (since === null ? [] : [since]));
  return moments.length === 0 ? null : Math.min(...moments);
}

function detailText({ detail }: Step): string {
  return detail === '' ? '' : ` (${sanitize(detail)})`;
}

function paintOf({ state, isSettled }: Step, colours: Colours): (text: string) => string {
  if (isSettled) return colours.green;
  return ['failed', 'backing off', 'unhealthy', 'offline', 'engine error'].includes(state)
    ? colours.red
    : colours.yellow;
}
