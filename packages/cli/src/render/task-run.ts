import { toIso } from '@devopsellence/core';
import type { TaskRun } from '../client/task-client.js';
import type { Colours } from '../colours.js';
import { sanitize } from './sanitize.js';
import { taskRunCell } from './shown-state.js';
import { type Cell, tableLines } from './table.js';
import { agoText, elapsedText, waitedText } from './time.js';

export interface TaskRunStyle {
  readonly colours: Colours;
  readonly now: number;
}

/** One run a line, with what made it and how it went. */
export function taskRunTable(runs: readonly TaskRun[], style: TaskRunStyle): readonly string[] {
  const rows = runs.map((run): readonly Cell[] => [
    run.id,
    run.task,
    triggerText(run),
    taskRunCell(run.state, style.colours),
    agoText(run.createdAt, style.now),
    tookText(run, style.now),
    run.node,
    run.reason,
  ]);
  return tableLines([['RUN', 'TASK', 'BY', 'STATE', 'WHEN', 'TOOK', 'NODE', 'REASON'], ...rows]);
}

/** One line about a run that has not succeeded. */
export function taskRunNote({ task, state, node, createdAt, reason }: TaskRun, now: number): string {
  const mark = state === 'failed' || state === 'skipped' ? '!' : '…';
  const where = node === '' ? '' : ` on ${sanitize(node)}`;
  const why = reason === '' ? '' : `: ${sanitize(reason)}`;
  return `${mark} task ${sanitize(task)} ${state}${where} ${agoText(createdAt, now)}${why}`;
}

/** All about one run, with its last lines. */
export function taskRunText(run: TaskRun, { colours, now }: TaskRunStyle): readonly string[] {
  const { text, paint } = taskRunCell(run.state, colours);
  const node = run.node === '' ? '' : ` on ${sanitize(run.node)}`;
  return [
    `${run.id} of task ${sanitize(run.task)}${node} ${paint(text)}`,
    `  by          ${sanitize(triggerText(run))}`,
    `  made        ${toIso(run.createdAt)} (${agoText(run.createdAt, now)})`,
    ...(run.startedAt === null ? [] : [`  took        ${tookText(run, now)}`]),
    ...(run.exitCode === null ? [] : [`  exit code   ${run.exitCode}`]),
    ...(run.reason === '' ? [] : [`  reason      ${sanitize(run.reason)}`]),
    ...run.waitingOn.map(({ detail, since }) => `  waiting     ${sanitize(detail)}${waitedText(since, now)}`),
    ...run.lastLines.map((line) => `              | ${sanitize(line)}`),
  ];
}

function triggerText({ trigger, requestedBy, deploymentId }: TaskRun): string {
  switch (trigger) {
    case 'deployment':
      return `deployment ${deploymentId ?? ''}`.trim();
    case 'schedule':
      return 'schedule';
    case 'operator':
      return requestedBy;
  }
}

/** From its start on; empty for what never started. */
function tookText({ startedAt, endedAt }: TaskRun, now: number): string {
  return startedAt === null ? '' : elapsedText((endedAt ?? now) - startedAt);
}
