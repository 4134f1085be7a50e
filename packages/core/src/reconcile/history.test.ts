import { describe, expect, test } from 'vitest';
import type { ContainerHistory } from '../model/observation.js';
import {
  explainExit,
  NEW_HISTORY,
  recentRestarts,
  recordExit,
  recordProbe,
  recordReady,
  recordRejected,
  recordStart,
} from './history.js';

const RETRIES = 3;

function exit(history: ContainerHistory, at: number, asked = false): ContainerHistory {
  return recordExit(history, { at, exitCode: asked ? 143 : 1, isOutOfMemory: false, asked });
}

function probe(history: ContainerHistory, at: number, ok: boolean, startedAt = history.startedAt): ContainerHistory {
  return recordProbe(history, { startedAt: startedAt ?? 0, at, ok, detail: ok ? 'HTTP 200' : 'HTTP 503' }, RETRIES);
}

describe('a container', () => {
  test('is ready from its first successful check on', () => {
    const history = probe(probe(probe(recordStart(NEW_HISTORY, 100), 200, false), 300, true), 400, true);
    expect(history).toMatchObject({ readySince: 300, readyInThisRun: true, wasReady: true });
    expect(history.probe).toEqual({ at: 400, since: 300, ok: true, detail: 'HTTP 200', consecutiveFailures: 0 });
  });

  test('turns unready after as many failures in a row as it has retries', () => {
    const ready = probe(recordStart(NEW_HISTORY, 100), 200, true);
    const doubted = probe(probe(ready, 300, false), 400, false);
    expect(doubted.readySince).toBe(200);
    const unready = probe(doubted, 500, false);
    expect(unready).toMatchObject({ readySince: null, readyInThisRun: true });
    expect(probe(unready, 600, true).readySince).toBe(600);
  });

  test('is not ready by a check of another run', () => {
    const history = recordStart(NEW_HISTORY, 100);
    expect(probe(history, 101, true, 99)).toBe(history);
    expect(probe(history, 101, true, 101)).toBe(history);
    expect(probe(NEW_HISTORY, 99, true)).toBe(NEW_HISTORY);
  });

  test('is ready by a check of its run although the clock was set back, since its start at the earliest', () => {
    const history = probe(recordStart(NEW_HISTORY, 100), 40, true);
    expect(history).toMatchObject({ readySince: 100, readyInThisRun: true, probe: { at: 100, ok: true } });
  });

  test('begins anew with a start at an earlier moment: the clock was set back', () => {
    const started = recordStart(probe(recordStart(NEW_HISTORY, 100), 200, true), 40);
    expect(started).toMatchObject({ startedAt: 40, readySince: null, readyInThisRun: false });
    expect(probe(started, 50, true).readySince).toBe(50);
  });

  test('begins anew with every start', () => {
    const started = recordStart(exit(probe(recordStart(NEW_HISTORY, 100), 200, true), 300), 400);
    expect(started).toMatchObject({ startedAt: 400, readySince: null, readyInThisRun: false, probe: null });
    expect(started).toMatchObject({ wasReady: true, restarts: 1, consecutiveExits: 1 });
  });

  test('is not started twice by one start', () => {
    const ready = probe(recordStart(NEW_HISTORY, 100), 200, true);
    expect(recordStart(ready, 100)).toBe(ready);
  });

  test('is not blamed for an exit that was asked for', () => {
    const stopped = exit(recordStart(NEW_HISTORY, 100), 200, true);
    expect(stopped).toMatchObject({ exits: [], consecutiveExits: 0, readySince: null });
    expect(recordStart(stopped, 300).restarts).toBe(0);
  });

  test('lives down its exits by being ready for ten seconds', () => {
    const crashed = exit(exit(recordStart(NEW_HISTORY, 0), 100), 200);
    expect(crashed.consecutiveExits).toBe(2);
    const ready = recordReady(recordStart(crashed, 300), 300);
    expect(probe(ready, 10_299, true).consecutiveExits).toBe(2);
    expect(probe(ready, 10_300, true).consecutiveExits).toBe(0);
    expect(exit(ready, 10_300).consecutiveExits).toBe(1);
    expect(exit(ready, 10_299).consecutiveExits).toBe(3);
  });

  test('has longer to prove itself each time that it relapsed of late', () => {
    const run = (history: ContainerHistory, from: number, to: number) =>
      exit(recordReady(recordStart(history, from), from), to);
    const once = run(NEW_HISTORY, 0, 12_000);
    expect(once).toMatchObject({ consecutiveExits: 1, relapses: 0 });
    const relapsed = run(once, 12_000, 24_000);
    expect(relapsed).toMatchObject({ consecutiveExits: 1, relapses: 1 });
    expect(run(relapsed, 24_000, 43_999)).toMatchObject({ consecutiveExits: 2, relapses: 1 });
    expect(run(relapsed, 24_000, 44_000)).toMatchObject({ consecutiveExits: 1, relapses: 2 });
    expect(run(relapsed, 24_000, 24_000 + 10 * 60_000)).toMatchObject({ consecutiveExits: 1, relapses: 0 });
  });

  test('keeps its newest thirty exits', () => {
    let history = recordStart(NEW_HISTORY, 0);
    for (let at = 1; at <= 32; at++) history = exit(history, at);
    expect(history.exits.map((each) => each.at)).toEqual(Array.from({ length: 30 }, (_, index) => index + 3));
    expect(history.consecutiveExits).toBe(32);
  });

  test('is told more about an exit than was known at first', () => {
    const crashed = exit(exit(recordStart(NEW_HISTORY, 0), 100), 200);
    const explained = explainExit(crashed, { at: 100, isOutOfMemory: true, lastLine: 'boom' });
    expect(explained.exits).toMatchObject([
      { at: 100, isOutOfMemory: true, lastLine: 'boom' },
      { at: 200, isOutOfMemory: false, lastLine: null },
    ]);
  });

  test('counts the restarts of the last ten minutes', () => {
    const resting = exit(recordStart(exit(recordStart(exit(recordStart(NEW_HISTORY, 0), 100), 200), 300), 400), 500);
    expect(recentRestarts(resting, 600)).toBe(2);
    const running = recordStart(resting, 700);
    expect(recentRestarts(running, 800)).toBe(3);
    expect(recentRestarts(running, 600_100)).toBe(2);
    expect(recentRestarts(running, 900_000)).toBe(0);
  });

  test('has another try when it is started after it was given up', () => {
    const rejected = recordRejected(recordStart(NEW_HISTORY, 100), { reason: 'HTTP 503', deploymentId: 'd1' });
    expect(rejected).toMatchObject({ rejected: 'HTTP 503', rejectedIn: 'd1' });
    expect(recordStart(rejected, 200)).toMatchObject({ rejected: null, rejectedIn: null });
  });
});
