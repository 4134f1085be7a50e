import type { Instant, Readiness, RunCheck } from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';
import type { ContainerEngine } from '../engine/container-engine.js';
import { type CheckResult, type CheckTarget, checkOf, type MakeCheck } from './probe-check.js';

/** One run of a container that is to be checked. */
export interface ProbeTarget extends CheckTarget {
  readonly startedAt: Instant;
  readonly readiness: Readiness;
}

export interface ProberOptions {
  readonly engine: ContainerEngine;
  readonly onResult: (containerId: string, result: RunCheck) => void;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Until its first success a container is checked after this long, then ever less often. */
const FIRST_DELAY_MS = 50;
const GROWTH = 1.6;
/** Checks of many containers drift apart by up to this share of the interval. */
const JITTER = 0.1;

interface Probe {
  readonly target: ProbeTarget;
  readonly stop: AbortController;
}

/** Checks running containers, each on its own: a check that hangs delays no other. */
export class Prober {
  readonly #options: ProberOptions;
  readonly #probes = new Map<string, Probe>();

  constructor(options: ProberOptions) {
    this.#options = options;
  }

  /** Makes `targets` what is checked: a run that is in it already goes on being checked undisturbed. */
  check(targets: readonly ProbeTarget[]): void {
    const wanted = new Map(targets.map((target) => [target.containerId, target]));
    for (const [id, probe] of this.#probes) {
      const target = wanted.get(id);
      if (target !== undefined && isSame(probe.target, target)) wanted.delete(id);
      else this.#end(id, probe);
    }
    for (const target of wanted.values()) this.#begin(target);
  }

  /** Ends all checks. */
  stop(): void {
    for (const [id, probe] of this.#probes) this.#end(id, probe);
  }

  #begin(target: ProbeTarget): void {
    const stop = new AbortController();
    this.#probes.set(target.containerId, { target, stop });
    void this.#run(target, stop.signal);
  }

  #end(id: string, { stop }: Probe): void {
    stop.abort();
    this.#probes.delete(id);
  }

  async #run(target: ProbeTarget, signal: AbortSignal): Promise<void> {
    const { clock, engine, onResult } = this.#options;
    const { intervalMs, timeoutMs, check } = target.readiness;
    const makeCheck = checkOf(engine, check, target, signal);
    let startDelayMs = Math.min(FIRST_DELAY_MS, intervalMs);
    let wasOk = false;
    while (!signal.aborted) {
      const at = clock.now();
      const result = await this.#limited(makeCheck, timeoutMs, signal);
      if (signal.aborted) return;
      onResult(target.containerId, { ...result, startedAt: target.startedAt, at });
      wasOk ||= result.ok;
      await clock.sleep(wasOk ? this.#jittered(intervalMs) : startDelayMs, signal);
      startDelayMs = Math.min(startDelayMs * GROWTH, intervalMs);
    }
  }

  async #limited(makeCheck: MakeCheck, timeoutMs: number, signal: AbortSignal): Promise<CheckResult> {
    const attempt = new AbortController();
    const end = () => attempt.abort();
    signal.addEventListener('abort', end, { once: true });
    void this.#options.clock.sleep(timeoutMs, attempt.signal).then(end);
    const result = await makeCheck(attempt.signal);
    end();
    signal.removeEventListener('abort', end);
    return result;
  }

  #jittered(intervalMs: number): number {
    return Math.round(intervalMs * (1 + JITTER * this.#options.random()));
  }
}

function isSame(a: ProbeTarget, b: ProbeTarget): boolean {
  return (
    a.startedAt === b.startedAt &&
    a.address === b.address &&
    JSON.stringify(a.readiness) === JSON.stringify(b.readiness)
  );
}
