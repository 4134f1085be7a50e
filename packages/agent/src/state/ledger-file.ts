import type { Check, ContainerExit, ContainerHistory, Readiness, TaskOutcome } from '@devopsellence/core';
import { NEW_HISTORY } from '@devopsellence/core';
import { readFileIfExists } from '@devopsellence/runtime';
import type { EndedRun, LedgerContent, LedgerEntry } from '../reconcile/ledger.js';
import { isNumberOrNull, isObject, isString, isStringList, parseObject } from './json.js';

const FORMAT = 1;

export function ledgerText({ containers, taskOutcomes }: LedgerContent): string {
  return JSON.stringify({
    format: FORMAT,
    containers: Object.fromEntries(containers),
    taskOutcomes: Object.fromEntries(taskOutcomes),
  });
}

/** What an earlier agent remembered. What cannot be read is left out: the engine shows the rest. */
export async function readLedger(path: string): Promise<LedgerContent> {
  const file = await readFileIfExists(path);
  const value = file === null ? null : parseObject(file.toString('utf8'));
  const known = value?.format === FORMAT ? value : {};
  return {
    containers: readEach(known.containers, parseEntry),
    taskOutcomes: readEach(known.taskOutcomes, (stored) => (isOutcome(stored) ? stored : null)),
  };
}

function readEach<T>(stored: unknown, parse: (value: unknown) => T | null): ReadonlyMap<string, T> {
  const entries = new Map<string, T>();
  for (const [id, value] of Object.entries(isObject(stored) ? stored : {})) {
    const entry = parse(value);
    if (entry !== null) entries.set(id, entry);
  }
  return entries;
}

function parseEntry(value: unknown): LedgerEntry | null {
  if (!isObject(value)) return null;
  const { history, ended, readiness, isAsked, restartedRun } = value;
  if (!isHistory(history) || !(ended === null || isEndedRun(ended))) return null;
  return {
    history,
    ended,
    readiness: isReadiness(readiness) ? readiness : null,
    isAsked: isAsked === true,
    restartedRun: typeof restartedRun === 'number' ? restartedRun : null,
  };
}

/** A field that a later version adds is missing from what an earlier one wrote: such a history starts anew. */
function isHistory(value: unknown): value is ContainerHistory {
  if (!isObject(value) || !Object.keys(NEW_HISTORY).every((key) => Object.hasOwn(value, key))) return false;
  const isExits = Array.isArray(value.exits) && value.exits.every(isExit);
  const isCounts = typeof value.consecutiveExits === 'number' && typeof value.restarts === 'number';
  return isExits && isCounts && isNumberOrNull(value.startedAt) && isNumberOrNull(value.readySince);
}

function isEndedRun(value: unknown): value is EndedRun {
  if (!isObject(value) || typeof value.startedAt !== 'number') return false;
  return typeof value.isAsked === 'boolean' && typeof value.wasReady === 'boolean';
}

function isOutcome(value: unknown): value is TaskOutcome {
  if (!isObject(value) || typeof value.isSuccess !== 'boolean' || typeof value.endedAt !== 'number') return false;
  const isMoments = isNumberOrNull(value.exitCode) && isNumberOrNull(value.startedAt);
  return isMoments && isString(value.reason) && isStringList(value.lastLines);
}

function isExit(value: unknown): value is ContainerExit {
  return (
    isObject(value) &&
    typeof value.at === 'number' &&
    typeof value.exitCode === 'number' &&
    typeof value.isOutOfMemory === 'boolean' &&
    (value.lastLine === null || isString(value.lastLine))
  );
}

function isReadiness(value: unknown): value is Readiness {
  if (!isObject(value) || !isCheck(value.check)) return false;
  return [value.intervalMs, value.timeoutMs, value.retries, value.startPeriodMs].every(
    (each) => typeof each === 'number',
  );
}

function isCheck(value: unknown): value is Check {
  if (!isObject(value)) return false;
  if (value.kind === 'command') return isStringList(value.command);
  if (value.kind === 'tcp') return typeof value.port === 'number';
  return value.kind === 'http' && typeof value.port === 'number' && isString(value.path);
}
