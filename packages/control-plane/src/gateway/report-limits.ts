import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';

const MAX_SERVICES = 500;
const MAX_LEFTOVERS = 500;
const MAX_WAITING = 100;
const MAX_TEXT = 16 * 1024;

/** Throws `invalid_argument` for a report that no agent of ours would send. */
export function requireReportWithinLimits(report: wire.NodeReport__Output): void {
  requireAtMost(report.services.length, MAX_SERVICES, 'services');
  requireAtMost(report.leftovers.length, MAX_LEFTOVERS, 'leftovers');
  requireShortTexts(report);
  for (const service of report.services) {
    requireAtMost(service.waitingOn.length, MAX_WAITING, `reasons why ${service.name.slice(0, 80)} waits`);
    requireShortTexts(service);
    for (const waiting of service.waitingOn) requireShortTexts(waiting);
  }
}

function requireShortTexts(fields: object): void {
  for (const [field, value] of Object.entries(fields)) {
    if (typeof value === 'string' && value.length > MAX_TEXT) throw refused(`its ${field} is too long`);
  }
}

function requireAtMost(count: number, limit: number, what: string): void {
  if (count > limit) throw refused(`it has ${count} ${what}; at most ${limit} are allowed`);
}

function refused(reason: string): AppError {
  return new AppError('invalid_argument', { message: 'the node report was refused', reason });
}
