import { aContainer, aReadiness, aService, aWorker, START_OF_TIME } from '@devopsellence/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { Ledger } from './ledger.js';

const WORKER = aWorker();
const WEB = aService({ readiness: aReadiness({ retries: 2 }) });
const STARTED = START_OF_TIME - 60_000;

describe('the ledger', () => {
  let changes: number;
  let ledger: Ledger;
  const worker = aContainer(WORKER);
  const web = aContainer(WEB);
  const exited = { ...worker, state: 'exited', exitCode: 1, finishedAt: STARTED + 500, address: null } as const;
  const historyOf = (id: string) => ledger.histories().get(id);

  beforeEach(() => {
    changes = 0;
    ledger = new Ledger({ containers: new Map(), taskOutcomes: new Map() }, () => {
      changes += 1;
    });
  });

  it('takes a container without a check as ready since its start', () => {
    ledger.takeIn([worker], () => WORKER, START_OF_TIME);
    expect(historyOf(worker.id)).toMatchObject({ startedAt: STARTED, readySince: STARTED, wasReady: true });
  });

  it('takes a container with a check as ready only after a check of this run', () => {
    ledger.takeIn([web], () => WEB, START_OF_TIME);
    expect(historyOf(web.id)?.readySince).toBeNull();
    ledger.probed(web.id, { startedAt: STARTED - 1, at: STARTED, ok: true, detail: 'HTTP 200' });
    expect(historyOf(web.id)?.readySince).toBeNull();
    ledger.probed(web.id, { startedAt: STARTED, at: STARTED + 100, ok: true, detail: 'HTTP 200' });
    expect(historyOf(web.id)?.readySince).toBe(STARTED + 100);
  });

  it('counts an exit once', () => {
    ledger.takeIn([worker], () => WORKER, START_OF_TIME);
    ledger.takeIn([exited], () => WORKER, START_OF_TIME);
    ledger.takeIn([{ ...exited, finishedAt: STARTED + 499 }], () => WORKER, START_OF_TIME);
    expect(ledger.entryOf(worker.id)?.ended).toEqual({ startedAt: STARTED, isAsked: false, wasReady: true });
    expect(historyOf(worker.id)).toMatchObject({ consecutiveExits: 1, exits: [{ exitCode: 1 }] });
  });

  it('counts the exit of a run it never saw running', () => {
    ledger.takeIn([exited], () => WORKER, START_OF_TIME);
    const again = { ...exited, startedAt: STARTED + 900, finishedAt: STARTED + 901 };
    ledger.takeIn([again], () => WORKER, START_OF_TIME);
    expect(historyOf(worker.id)).toMatchObject({ consecutiveExits: 2, restarts: 1 });
  });

  it.each([
    { when: 'seen before the engine went', gapFirst: false },
    { when: 'found when it is back', gapFirst: true },
  ])('counts no exit with which the engine went away: $when', ({ gapFirst }) => {
    ledger.takeIn([worker], () => WORKER, START_OF_TIME);
    const gap = { from: STARTED + 4_000, to: STARTED + 9_000 };
    if (gapFirst) ledger.engineWasAway(gap);
    ledger.takeIn([exited], () => WORKER, START_OF_TIME);
    if (!gapFirst) ledger.engineWasAway(gap);
    ledger.engineWasAway(gap);
    expect(historyOf(worker.id)).toMatchObject({ consecutiveExits: 0, exits: [{ exitCode: 1, isOfEngine: true }] });
    const later = { ...exited, startedAt: gap.to + 1, finishedAt: gap.to + 2 };
    ledger.takeIn([later], () => WORKER, START_OF_TIME);
    expect(historyOf(worker.id)).toMatchObject({ consecutiveExits: 1, restarts: 1 });
  });

  it('counts exits although the clock went back', () => {
    ledger.takeIn([exited], () => WORKER, START_OF_TIME);
    const earlier = { ...exited, startedAt: STARTED - 5_000, finishedAt: STARTED - 4_000 };
    ledger.takeIn([earlier], () => WORKER, START_OF_TIME);
    expect(historyOf(worker.id)?.exits).toHaveLength(2);
  });

  it('counts no exit that was asked for, until the container is started again', () => {
    ledger.takeIn([worker], () => WORKER, START_OF_TIME);
    ledger.ask(worker.id);
    ledger.takeIn([exited], () => WORKER, START_OF_TIME);
    expect(ledger.entryOf(worker.id)?.ended).toMatchObject({ isAsked: true });
    expect(historyOf(worker.id)?.exits).toEqual([]);
    ledger.unask(worker.id);
    ledger.takeIn([{ ...worker, startedAt: STARTED + 1_000 }], () => WORKER, START_OF_TIME);
    const crashed = { ...exited, startedAt: STARTED + 1_000, finishedAt: STARTED + 2_000 };
    ledger.takeIn([crashed], () => WORKER, START_OF_TIME);
    expect(historyOf(worker.id)).toMatchObject({ restarts: 0, consecutiveExits: 1 });
  });

  it('counts no exit of a run that was ended for another one, and every exit of that', () => {
    ledger.takeIn([worker], () => WORKER, START_OF_TIME);
    ledger.restarting(worker.id, STARTED);
    ledger.takeIn([exited], () => WORKER, START_OF_TIME);
    expect(ledger.entryOf(worker.id)?.ended).toMatchObject({ isAsked: true });
    ledger.takeIn([{ ...worker, startedAt: STARTED + 1_000 }], () => WORKER, START_OF_TIME);
    expect(historyOf(worker.id)).toMatchObject({ restarts: 0, consecutiveExits: 0 });
    const crashed = { ...exited, startedAt: STARTED + 1_000, finishedAt: STARTED + 2_000 };
    ledger.takeIn([crashed], () => WORKER, START_OF_TIME);
    expect(historyOf(worker.id)).toMatchObject({ restarts: 0, consecutiveExits: 1 });
  });

  it('counts the end of a run that the engine is to follow up with another, once, and not as ready', () => {
    ledger.takeIn([worker], () => WORKER, START_OF_TIME);
    const restarting = { ...worker, exitCode: 3, finishedAt: STARTED + 500, address: null };
    for (let count = 0; count < 2; count += 1) ledger.takeIn([restarting], () => WORKER, START_OF_TIME);
    expect(historyOf(worker.id)).toMatchObject({ consecutiveExits: 1, readySince: null, exits: [{ exitCode: 3 }] });
    ledger.takeIn([{ ...worker, startedAt: STARTED + 600 }], () => WORKER, STARTED + 700);
    expect(historyOf(worker.id)).toMatchObject({ restarts: 1, consecutiveExits: 1, readySince: STARTED + 600 });
  });

  it.each([
    { why: 'nobody knows', gap: null, counted: 1 },
    { why: 'the engine went away', gap: { from: STARTED + 500, to: STARTED + 2_000 }, counted: 0 },
  ])('counts a restart of which it saw nothing: $why', ({ gap, counted }) => {
    ledger.takeIn([worker], () => WORKER, STARTED + 100);
    if (gap !== null) ledger.engineWasAway(gap);
    ledger.takeIn([{ ...worker, startedAt: STARTED + 1_000 }], () => WORKER, STARTED + 1_100);
    expect(historyOf(worker.id)).toMatchObject({ restarts: 1, consecutiveExits: counted, exits: [] });
    ledger.restarting(worker.id, STARTED + 1_000);
    ledger.takeIn([{ ...worker, startedAt: STARTED + 2_000 }], () => WORKER, STARTED + 2_100);
    expect(historyOf(worker.id)).toMatchObject({ restarts: 1, consecutiveExits: counted });
  });

  it('keeps the last lines with the exit they explain', () => {
    ledger.takeIn([exited], () => WORKER, START_OF_TIME);
    ledger.explain(worker.id, { at: STARTED + 500, isOutOfMemory: false, lastLine: 'out of luck' });
    expect(historyOf(worker.id)?.exits).toMatchObject([{ lastLine: 'out of luck' }]);
  });

  it('says which checks are news: readiness, what is seen, and the last straw', () => {
    ledger.takeIn([web], () => WEB, START_OF_TIME);
    const probe = (ok: boolean, detail: string) =>
      ledger.probed(web.id, { startedAt: STARTED, at: START_OF_TIME, ok, detail });
    expect(probe(false, 'connection refused')).toBe(true);
    expect(probe(false, 'connection refused')).toBe(true);
    expect(probe(false, 'connection refused')).toBe(false);
    expect(probe(true, 'HTTP 200')).toBe(true);
    expect(probe(true, 'HTTP 200')).toBe(false);
  });

  it('checks a container as its own definition asked, not as a later one does', () => {
    ledger.takeIn([web], () => WEB, START_OF_TIME);
    const elsewhere = aReadiness({ check: { kind: 'tcp', port: 9 } });
    ledger.takeIn([web], () => ({ ...WEB, hash: 'another', readiness: elsewhere }), START_OF_TIME);
    expect(ledger.readinessOf(web.id)).toEqual(WEB.readiness);
    ledger.takeIn([web], () => ({ ...WEB, readiness: elsewhere }), START_OF_TIME);
    expect(ledger.readinessOf(web.id)).toEqual(elsewhere);
  });

  it('takes a container whose check has become another one as ready only after that has succeeded', () => {
    ledger.takeIn([web], () => WEB, START_OF_TIME);
    ledger.probed(web.id, { startedAt: STARTED, at: START_OF_TIME, ok: true, detail: 'HTTP 200' });
    ledger.takeIn([web], () => ({ ...WEB, readiness: aReadiness({ intervalMs: 9_000 }) }), START_OF_TIME);
    expect(historyOf(web.id)?.readySince).toBe(START_OF_TIME);
    const elsewhere = aReadiness({ check: { kind: 'tcp', port: 9 } });
    ledger.takeIn([web], () => ({ ...WEB, readiness: elsewhere }), START_OF_TIME);
    expect(historyOf(web.id)).toMatchObject({ readySince: null, probe: null, readyInThisRun: true });
    ledger.probed(web.id, { startedAt: STARTED, at: START_OF_TIME + 100, ok: true, detail: 'connected' });
    ledger.takeIn([web], () => ({ ...WEB, readiness: { ...elsewhere } }), START_OF_TIME + 200);
    expect(historyOf(web.id)?.readySince).toBe(START_OF_TIME + 100);
  });

  it('forgets containers that are gone', () => {
    ledger.takeIn([worker], () => WORKER, START_OF_TIME);
    ledger.takeIn([], () => WORKER, START_OF_TIME);
    expect(ledger.content().containers.size).toBe(0);
  });

  it('keeps how runs of tasks ended for as long as they are wanted', () => {
    const outcome = { isSuccess: true, exitCode: 0, startedAt: 1, endedAt: 2, reason: '', lastLines: [] };
    ledger.endRun('run-1', outcome);
    ledger.keepRuns(new Set(['run-1', 'run-2']));
    expect(ledger.taskOutcomes().get('run-1')).toEqual(outcome);
    const before = changes;
    ledger.keepRuns(new Set(['run-2']));
    expect(ledger.taskOutcomes().size).toBe(0);
    expect(changes).toBe(before + 1);
  });

  it('reports no change where there is none', () => {
    ledger.takeIn([worker, web], () => null, START_OF_TIME);
    const before = changes;
    ledger.takeIn([worker, web], () => null, START_OF_TIME + 1);
    expect(changes).toBe(before);
  });

  it('remembers verdicts over a restart of the agent, but no readiness it has not seen itself', () => {
    ledger.takeIn([web], () => WEB, START_OF_TIME);
    ledger.probed(web.id, { startedAt: STARTED, at: START_OF_TIME, ok: true, detail: 'HTTP 200' });
    ledger.reject({ containerId: web.id, deploymentId: 'deployment-1', reason: 'not ready' });
    const next = new Ledger(ledger.content(), () => undefined);
    next.takeIn([web], () => WEB, START_OF_TIME);
    expect(next.histories().get(web.id)).toMatchObject({
      rejected: 'not ready',
      readySince: null,
      probe: null,
      readyInThisRun: true,
    });
  });
});
