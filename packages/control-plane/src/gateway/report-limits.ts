import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';

const MAX_SERVICES = 5_000;
const MAX_LEFTOVERS = 500;
const MAX_TASK_RUNS = 2_000;
const MAX_LAST_LINES = 20;
const MAX_WAITING = 100;
const MAX_TEXT = 4 * 1024;

/**
 * The report with over-long texts cut: an error page that a registry quotes must not cost the node its session. Throws
 * `invalid_argument` for a report that no agent of ours would send.
 */
export function withinLimits(report: wire.NodeReport__Output): wire.NodeReport__Output {
  requireAtMost(report.services.length, MAX_SERVICES, 'services');
  requireAtMost(report.leftovers.length, MAX_LEFTOVERS, 'leftovers');
  requireAtMost(report.removals.length, MAX_LEFTOVERS, 'reasons why something has not gone');
  for (const { name, waitingOn, lostDependencies } of report.services) {
    requireAtMost(waitingOn.length, MAX_WAITING, `reasons why ${cut(name)} waits`);
    requireAtMost(lostDependencies.length, MAX_WAITING, `dependencies that ${cut(name)} runs without`);
  }
  requireAtMost(report.taskRuns.length, MAX_TASK_RUNS, 'runs of tasks');
  for (const { task, waitingOn, outcome } of report.taskRuns) {
    requireAtMost(waitingOn.length, MAX_WAITING, `reasons why ${cut(task)} waits`);
    requireAtMost(outcome?.lastLines.length ?? 0, MAX_LAST_LINES, `last lines of ${cut(task)}`);
  }
  const services = report.services.map((service) => ({
    ...cutTexts(service),
    waitingOn: service.waitingOn.map(cutWaiting),
    lostDependencies: service.lostDependencies.map(cutWaiting),
  }));
  const taskRuns = report.taskRuns.map((run) => ({
    ...cutTexts(run),
    waitingOn: run.waitingOn.map(cutWaiting),
    outcome: run.outcome === null ? null : { ...cutTexts(run.outcome), lastLines: run.outcome.lastLines.map(cut) },
  }));
  const removals = report.removals.map((removal) => ({
    ...cutTexts(removal),
    waitingOn: removal.waitingOn === null ? null : cutWaiting(removal.waitingOn),
  }));
  return { ...cutTexts(report), services, taskRuns, removals, leftovers: report.leftovers.map(cut) };
}

function cutWaiting(waiting: wire.WaitingStatus__Output): wire.WaitingStatus__Output {
  return { ...cutTexts(waiting), lastProbe: waiting.lastProbe === null ? null : cutTexts(waiting.lastProbe) };
}

function cutTexts<Fields extends object>(fields: Fields): Fields {
  const long = Object.entries(fields).filter(([, value]) => typeof value === 'string' && value.length > MAX_TEXT);
  return { ...fields, ...Object.fromEntries(long.map(([field, value]) => [field, cut(String(value))])) };
}

function cut(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`;
}

function requireAtMost(count: number, limit: number, what: string): void {
  if (count > limit) throw refused(`it has ${count} ${what}; at most ${limit} are allowed`);
}

function refused(reason: string): AppError {
  return new AppError('invalid_argument', { message: 'the node report was refused', reason });
}
