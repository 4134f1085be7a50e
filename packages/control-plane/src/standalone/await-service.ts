import type { Instant } from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';
import type { Fleet } from '../gateway/fleet.js';
import { type Awaited, type Judgement, judgeService } from './judge-service.js';

/** A container that has come up has to stay so for this long. */
const STEADY_MS = 2_000;
/** How long what has come up may take until nothing is left to do for it: an old container may have yet to go. */
const SETTLE_MS = 10_000;
/** How long after the deadline an image may still be pulled. */
const PULL_MS = 8 * 60_000;

export interface AwaitDeps {
  readonly fleet: Fleet;
  readonly clock: Clock;
}

/** How waiting ended. */
export interface Ending {
  /** Null: it is as wanted. Else why it is not, as one sentence. */
  readonly failure: string | null;
}

/** What is waited for, where, and until when. */
export interface Wait extends Awaited {
  readonly nodeId: string;
  readonly deadlineAt: Instant;
}

/**
 * Waits until the service is as wanted and has stayed so for 2 s, has failed, or the deadline has passed. Once the signal
 * aborts the answer means nothing.
 */
export async function awaitService(deps: AwaitDeps, wait: Wait, signal: AbortSignal): Promise<Ending> {
  const { fleet, clock } = deps;
  let thereSince: number | null = null;
  let woken = new AbortController();
  const stopListening = fleet.onChange((changed) => {
    if (changed === wait.nodeId) woken.abort();
  });
  try {
    for (;;) {
      woken = new AbortController();
      const judgement = look(deps, wait);
      thereSince = judgement.kind === 'there' ? (thereSince ?? clock.monotonicMs()) : null;
      const next = decide(deps, { wait, judgement, thereSince });
      if (next.kind === 'over') return next.ending;
      if (signal.aborted) return { failure: 'it is not waited for any more' };
      await clock.sleep(next.lookAgainInMs, AbortSignal.any([signal, woken.signal]));
    }
  } finally {
    stopListening();
  }
}

/** What a node said that is not heard of is of another time. */
function look({ fleet }: AwaitDeps, wait: Wait): Judgement {
  return judgeService(fleet.connection(wait.nodeId) === 'online' ? fleet.report(wait.nodeId) : null, wait);
}

interface Seen {
  readonly wait: Wait;
  readonly judgement: Judgement;
  /** By the monotonic clock; null: it is not there. */
  readonly thereSince: number | null;
}

type Next =
  | { readonly kind: 'over'; readonly ending: Ending }
  | { readonly kind: 'later'; readonly lookAgainInMs: number };

function decide(deps: AwaitDeps, { wait, judgement, thereSince }: Seen): Next {
  const { clock } = deps;
  if (judgement.kind === 'failed') return over(judgement.reason);
  if (thereSince !== null) {
    const leftMs = thereSince + steadyMs(judgement, wait) - clock.monotonicMs();
    return leftMs <= 0 ? over(null) : { kind: 'later', lookAgainInMs: leftMs };
  }
  const leftMs = wait.deadlineAt + (isPulling(judgement) ? PULL_MS : 0) - clock.now();
  return leftMs <= 0 ? over(overdueText(deps, wait.nodeId, judgement)) : { kind: 'later', lookAgainInMs: leftMs };
}

function over(failure: string | null): Next {
  return { kind: 'over', ending: { failure } };
}

/** What has gone or was stopped need not be watched: nothing brings it back. */
function steadyMs(judgement: Judgement, { document }: Awaited): number {
  const isSettled = judgement.kind === 'there' && judgement.isSettled;
  if (!isSettled) return SETTLE_MS;
  return document === null || document.isStopped === true ? 0 : STEADY_MS;
}

function isPulling(judgement: Judgement): boolean {
  return judgement.kind === 'coming' && judgement.isPulling;
}

function overdueText({ fleet }: AwaitDeps, nodeId: string, judgement: Judgement): string {
  const connection = fleet.connection(nodeId);
  if (connection !== 'online') return `the node is ${connection === 'offline' ? 'offline' : 'not heard of'}`;
  const detail = judgement.kind === 'coming' ? judgement.detail : '';
  return detail === '' ? 'it took too long' : `it took too long: ${detail}`;
}
