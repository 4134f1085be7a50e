import { FAILURES, isFailureCode } from '../failure.js';
import type { DesiredService } from '../model/desired-state.js';
import type { Instant } from '../model/instant.js';
import type { Backoff, ContainerExit } from '../model/observation.js';
import { readinessBudgetMs } from '../model/probe.js';
import { durationText } from './duration-text.js';
import { type Instance, isRunning, readinessDeadline } from './instance.js';

/** Tries after which a container, or an action, counts as failed. */
const TRIES = 3;

/**
 * Why a container that is to come up has failed, as one sentence; null as long as it may still make it.
 *
 * It has failed when the engine refused three times to create or start it, when it exited three times in a row, or when
 * its readiness budget ran out with no success. The budget alone is no proof: an agent that was away meanwhile has not
 * looked, so as many failed checks are asked for as turn a ready container unready. It has not failed before it is known
 * what it wrote last: why it failed is told once, and does not change.
 */
export function replacementVerdict(facts: {
  readonly service: DesiredService;
  /** Null when there is none yet. */
  readonly instance: Instance | null;
  /** Of the actions on the container. */
  readonly backoff: Backoff | null;
  readonly at: Instant;
}): string | null {
  const { service, instance, backoff, at } = facts;
  if (instance === null || !isRunning(instance)) {
    const refusal = refusalVerdict(backoff, 'could not be started');
    if (refusal !== null || instance === null) return refusal;
  }
  const { consecutiveExits } = instance.history;
  const exit = lastExit(instance);
  if (consecutiveExits >= TRIES && exit?.lastLine !== null) return exitsText(consecutiveExits, exit);
  return budgetVerdict(service, instance, at);
}

/**
 * Why an action counts as failed: tried three times, for a reason that trying again does not mend by itself. An engine or
 * a registry that is away says nothing about what was asked of it.
 */
export function refusalVerdict(backoff: Backoff | null, what: string): string | null {
  if (backoff === null || backoff.attempts < TRIES) return null;
  if (isFailureCode(backoff.code) && FAILURES[backoff.code] === 'unavailable') return null;
  return `${what}: ${backoff.message}`;
}

/** `exited with code 1, 3 times in a row: <its last line>`. */
export function exitsText(count: number, exit: ContainerExit | null): string {
  const times = count > 1 ? `, ${count} times in a row` : '';
  const line = exit?.lastLine ?? '';
  return `${endText(exit)}${times}${line === '' ? '' : `: ${line}`}`;
}

function endText(exit: ContainerExit | null): string {
  if (exit === null) return 'exited';
  return exit.isOutOfMemory ? `ran out of memory (exit code ${exit.exitCode})` : `exited with code ${exit.exitCode}`;
}

/** The newest exit that nobody asked for. */
export function lastExit(instance: Instance): ContainerExit | null {
  return instance.history.exits.at(-1) ?? null;
}

function budgetVerdict(service: DesiredService, instance: Instance, at: Instant): string | null {
  const { readiness } = service;
  const deadline = readinessDeadline(instance, readiness);
  const { probe } = instance.history;
  if (readiness === null || deadline === null || at < deadline) return null;
  if (probe === null || probe.consecutiveFailures < readiness.retries) return null;
  return `not ready within ${durationText(readinessBudgetMs(readiness))}: ${probe.detail}`;
}
