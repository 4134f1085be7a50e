import type { KeptExit } from '@devopsellence/core';
import { readFileIfExists } from '@devopsellence/runtime';
import type { KeptExits } from '../reconcile/exit-store.js';
import { isObject, isString, isStringList, parseObject } from './json.js';

const FORMAT = 1;

export function exitsFileText(exits: KeptExits): string {
  return JSON.stringify({ format: FORMAT, services: Object.fromEntries(exits) });
}

/** What an earlier agent kept. What cannot be read is left out. */
export async function readKeptExits(path: string): Promise<KeptExits> {
  const file = await readFileIfExists(path);
  const value = file === null ? null : parseObject(file.toString('utf8'));
  const services = value?.format === FORMAT && isObject(value.services) ? value.services : {};
  return new Map(
    Object.entries(services).map(([key, exits]) => [key, Array.isArray(exits) ? exits.filter(isKeptExit) : []]),
  );
}

function isKeptExit(value: unknown): value is KeptExit {
  if (!isObject(value) || !isStringList(value.lastLines)) return false;
  const { container, containerId, hash, releaseId, stoppedFor } = value;
  const { startedAt, endedAt, exitCode, readAt, isOutOfMemory, wasReady } = value;
  return (
    [container, containerId, hash, releaseId, stoppedFor].every(isString) &&
    [startedAt, endedAt, exitCode, readAt].every((each) => typeof each === 'number') &&
    [isOutOfMemory, wasReady].every((each) => typeof each === 'boolean')
  );
}
