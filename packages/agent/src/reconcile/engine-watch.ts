import type { EngineGap, Instant } from '@devopsellence/core';
import { type Clock, type Logger, runSessions } from '@devopsellence/runtime';
import type { ContainerEngine, EngineEvent } from '../engine/container-engine.js';

export interface EngineWatchOptions {
  readonly engine: ContainerEngine;
  /**
   * The engine answers (again) and nothing that happens from now on is missed; much may have been before. `gap`: since when
   * it had not; null the first time.
   */
  readonly onConnected: (version: string, gap: EngineGap | null) => void;
  /** The engine does not answer, or not any more. Called again at each attempt to reach it. */
  readonly onLost: () => void;
  readonly onEvent: (event: EngineEvent) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

/** Follows what happens on the engine until the signal aborts, through restarts of the engine. */
export function watchEngine(options: EngineWatchOptions, signal: AbortSignal): Promise<void> {
  const { engine, onConnected, onLost, onEvent, clock, random, logger } = options;
  let lostAt: Instant | null = null;
  let isThere = false;
  return runSessions(
    {
      session: async (session, established) => {
        const version = await engine.version(session);
        const events = await engine.events(session);
        established();
        onConnected(version, lostAt === null ? null : { from: lostAt, to: clock.now() });
        isThere = true;
        for await (const event of events) onEvent(event);
      },
      onEnd: (error, retryInMs) => {
        if (isThere) lostAt = clock.now();
        isThere = false;
        onLost();
        logger.warn({ err: error, retryInMs }, 'lost the events of the engine');
      },
      backoff: { baseMs: 200, capMs: 5000 },
      clock,
      random,
    },
    signal,
  );
}
