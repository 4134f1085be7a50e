import { AppError, type KeptExit } from '@devopsellence/core';
import { aDefinition, aDesiredState, ENVIRONMENT_ID } from '@devopsellence/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCheckedService, aRunningService, IMAGE, nameOf, ReconcilingNode } from '../testing/reconciling.js';
import { settle } from '../testing/settle.js';
import { describeService } from './describe-service.js';

const WORKER = aRunningService('worker');
const worker = nameOf(WORKER);

/** Says so many numbered lines and ends. */
function aCrasher(lines: number, exitCode = 3) {
  const said = Array.from({ length: lines }, (_, index) => `echo line ${index + 1};`).join(' ');
  const definition = aDefinition({ image: IMAGE, command: ['sh', '-c', `${said} exit ${exitCode}`] });
  return aRunningService('worker', { definition, hash: `crasher-${lines}` });
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);

describe('how a container ended', () => {
  let node: ReconcilingNode;
  const kept = (service = 'worker'): readonly KeptExit[] => node.exits.of(ENVIRONMENT_ID, service);

  beforeEach(async () => {
    node = new ReconcilingNode();
    await node.start();
  });

  afterEach(() => node.stop());

  it('is kept with the last twenty lines of each of its newest five runs', async () => {
    const crasher = aCrasher(25);
    await node.desire([crasher]);
    await node.advance(60_000);
    expect(kept()).toHaveLength(5);
    for (const exit of kept()) {
      expect(exit).toMatchObject({ container: nameOf(crasher), exitCode: 3, stoppedFor: '', isOutOfMemory: false });
      expect(exit.lastLines).toEqual(numbered(6, 25));
    }
    const ends = kept().map(({ endedAt }) => endedAt);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    expect(node.savedExits.at(-1)).toContain('"line 25"');
  });

  it('is told with the lines of its own run alone', async () => {
    await node.desire([aCrasher(2)]);
    await node.advance(10_000);
    expect(kept().length).toBeGreaterThan(2);
    for (const { lastLines } of kept()) expect(lastLines).toEqual(['line 1', 'line 2']);
  });

  it('is no failure before it is known what was written last, which is then part of it', async () => {
    const errors: string[] = [];
    node.reports.onChange(() => {
      const failing = node.report.services.filter((service) => service.failing);
      errors.push(...failing.map(({ lastError }) => lastError));
    });
    await node.desire([aCrasher(2)]);
    await node.advance(60_000);
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) expect(error).toMatch(/^exited with code 3, \d+ times in a row: line 2$/);
  });

  it('is read before the container is started again', async () => {
    await node.desire([WORKER]);
    await node.advance(5_000);
    node.engine.write(worker, 'going down');
    const release = node.engine.hold('logs');
    node.engine.crash(worker, 1);
    await settle();
    expect(node.engine.world).toEqual([`${worker}: exited`]);
    release();
    await settle();
    expect(node.engine.world).toEqual([`${worker}: running`]);
    expect(kept()).toMatchObject([{ lastLines: ['going down'], wasReady: true }]);
  });

  it('is told whole to who asks for more of it as soon as it is reported', async () => {
    await node.desire([WORKER]);
    node.engine.write(worker, 'going down');
    const release = node.engine.hold('logs');
    node.engine.crash(worker, 3);
    await settle();
    expect(node.status('worker').lastExit).toMatchObject({ exitCode: 3 });
    const { reports, ledger, exits } = node;
    const memory = { reports, ledger, exits, containers: () => [] };
    const asked = { environmentId: ENVIRONMENT_ID, service: 'worker', at: node.clock.now() };
    const told = describeService(memory, asked);
    await settle();
    release();
    expect((await told).exits).toMatchObject([{ exitCode: 3, lastLines: ['going down'] }]);
  });

  it('holds up no other service', async () => {
    const redis = aRunningService('redis');
    await node.desire([WORKER]);
    const release = node.engine.hold('logs');
    node.engine.crash(worker, 1);
    await node.desire([WORKER, redis]);
    expect(node.engine.world).toContain(`${nameOf(redis)}: running`);
    release();
  });

  it('is read before the container is removed', async () => {
    await node.desire([WORKER]);
    node.engine.write(worker, 'going down');
    const release = node.engine.hold('logs');
    node.engine.crash(worker, 1);
    await node.follow(aDesiredState({ environments: [] }));
    expect(node.engine.world).toEqual([`${worker}: exited`]);
    release();
    await settle();
    expect(node.engine.world).toEqual([]);
    expect(kept()).toMatchObject([{ lastLines: ['going down'] }]);
  });

  it('is kept without lines when they cannot be read, and the container started all the same', async () => {
    await node.desire([WORKER]);
    node.engine.failNext('logs', new AppError('engine_failed', { message: 'no such file' }));
    node.engine.crash(worker, 1);
    await settle();
    expect(kept()).toMatchObject([{ exitCode: 1, lastLines: [] }]);
    expect(node.engine.world).toEqual([`${worker}: running`]);
  });

  it('tells when its memory ran out', async () => {
    await node.desire([WORKER]);
    node.engine.crash(worker, 137, true);
    await settle();
    expect(kept()).toMatchObject([{ exitCode: 137, isOutOfMemory: true }]);
    expect(node.status('worker').lastExit).toMatchObject({ exitCode: 137, isOutOfMemory: true });
    expect(node.status('worker').lastError).toBe('ran out of memory (exit code 137)');
  });

  it('is kept of a new container that was given up, with why', async () => {
    const web = aCheckedService('web');
    await node.desire([web]);
    await node.advance(5_000);
    const check = { kind: 'command', command: ['sh', '-c', 'exit 1'] } as const;
    const readiness = { check, intervalMs: 1_000, timeoutMs: 500, retries: 3, startPeriodMs: 0 };
    const next = aCheckedService('web', { hash: '2-web', readiness });
    await node.desire([next], 'deployment-2');
    node.engine.write(nameOf(next), 'cannot reach redis');
    await node.advance(20_000);
    expect(node.engine.world).toContain(`${nameOf(next)}: exited`);
    expect(kept('web')).toMatchObject([
      { container: nameOf(next), lastLines: ['cannot reach redis'], stoppedFor: 'not ready within 3 s: exit code 1' },
    ]);
    await node.desire([web], 'deployment-3');
    await node.advance(5_000);
    expect(node.engine.world).toEqual([`${nameOf(web)}: running`]);
    expect(kept('web')).toHaveLength(1);
  });

  it('is kept of one that is removed before it was ready, and of no other that is stopped', async () => {
    const check = { kind: 'command', command: ['sh', '-c', 'exit 1'] } as const;
    const readiness = { check, intervalMs: 1_000, timeoutMs: 500, retries: 3, startPeriodMs: 60_000 };
    const unready = aCheckedService('web', { readiness });
    await node.desire([unready, WORKER]);
    node.engine.write(nameOf(unready), 'waiting for redis');
    await node.follow(aDesiredState({ environments: [] }));
    expect(node.engine.world).toEqual([]);
    expect(kept('web')).toMatchObject([
      { lastLines: ['waiting for redis'], stoppedFor: 'stopped before it was ready', wasReady: false },
    ]);
    expect(kept('worker')).toEqual([]);
  });

  it('is kept of an unready one also when a pass sees its end before it is removed', async () => {
    const check = { kind: 'command', command: ['sh', '-c', 'exit 1'] } as const;
    const readiness = { check, intervalMs: 1_000, timeoutMs: 500, retries: 3, startPeriodMs: 60_000 };
    const unready = aCheckedService('web', { readiness });
    await node.desire([unready]);
    node.engine.write(nameOf(unready), 'waiting for redis');
    const release = node.engine.hold('stopContainer');
    await node.follow(aDesiredState({ environments: [] }));
    node.engine.crash(nameOf(unready), 143);
    await settle();
    expect(node.engine.world).toEqual([`${nameOf(unready)}: exited`]);
    release();
    await settle();
    expect(node.engine.world).toEqual([]);
    expect(kept('web')).toMatchObject([
      { lastLines: ['waiting for redis'], stoppedFor: 'stopped before it was ready' },
    ]);
  });

  it('is left to the next agent by one that ends meanwhile', async () => {
    await node.desire([WORKER]);
    const release = node.engine.hold('logs');
    node.engine.crash(worker, 1);
    await settle();
    const stopped = node.stop();
    release();
    await stopped;
    expect(kept()).toEqual([]);
  });
});
