import type { DesiredService, NodeReport, ServiceStatus } from '@devopsellence/core';
import { aServiceStatus } from '@devopsellence/core/testing';
import { describe, expect, test } from 'vitest';
import { aDesiredService, aNodeReport } from '../testing/documents.js';
import { type Awaited, judgeService } from './judge-service.js';

const DOCUMENT = aDesiredService('redis');
const AWAITED: Awaited = {
  environmentId: 'e1',
  name: 'redis',
  document: DOCUMENT,
  revision: 5,
  exitBefore: null,
  waits: false,
};
const EXIT = { at: 10, exitCode: 137, isOutOfMemory: true };
const READINESS = { ...DOCUMENT, readiness: {} } as DesiredService;

function judge(status: Partial<ServiceStatus>, awaited: Partial<Awaited> = {}, report: Partial<NodeReport> = {}) {
  const own = aServiceStatus({ environmentId: 'e1', name: 'redis', hash: DOCUMENT.hash, ...status });
  return judgeService(aNodeReport({ observedRevision: 5, services: [own], ...report }), { ...AWAITED, ...awaited });
}

describe('a service that is to come up', () => {
  test('is there when the wanted container runs, and is settled when nothing is left to do', () => {
    expect(judge({})).toEqual({ kind: 'there', isSettled: true });
    expect(judge({ settled: false })).toEqual({ kind: 'there', isSettled: false });
  });

  test('is not, whatever is said of an older desired state, of another container, or of one that does not run', () => {
    expect(judge({}, {}, { observedRevision: 4 })).toMatchObject({ kind: 'coming' });
    expect(judge({ hash: 'older' })).toMatchObject({ kind: 'coming' });
    expect(judge({ ready: false, address: '', state: 'starting' })).toMatchObject({ kind: 'coming' });
    expect(judge({ ready: false, state: 'backing_off' })).toMatchObject({ kind: 'coming' });
    expect(judgeService(null, AWAITED)).toMatchObject({ kind: 'coming' });
  });

  test('needs to be ready only where that is waited for', () => {
    const unready = { ready: false, settled: false, state: 'starting' } as const;
    expect(judge(unready, { document: READINESS })).toEqual({ kind: 'there', isSettled: true });
    expect(judge(unready, { document: READINESS, waits: true })).toMatchObject({ kind: 'coming' });
  });

  test('has not failed when it is unhealthy, unless that is waited for and it is the wanted container that is', () => {
    const unhealthy = { ready: false, failing: true, state: 'unhealthy', lastError: 'not ready' } as const;
    expect(judge(unhealthy, { document: READINESS })).toMatchObject({ kind: 'there' });
    expect(judge({ ...unhealthy, hash: 'older' }, { waits: true })).toMatchObject({ kind: 'coming' });
    expect(judge(unhealthy, { document: READINESS, waits: true })).toEqual({ kind: 'failed', reason: 'not ready' });
  });

  test('has failed when its node gives it up, and when its container exits after it was asked for', () => {
    expect(judge({ failing: true, lastError: 'no room', hash: 'older' })).toEqual({
      kind: 'failed',
      reason: 'no room',
    });
    expect(judge({ lastExit: EXIT })).toEqual({ kind: 'failed', reason: 'ran out of memory (exit code 137)' });
    expect(judge({ lastExit: EXIT, lastError: 'exited with code 137: boom' })).toMatchObject({
      reason: 'exited with code 137: boom',
    });
  });

  test('has not failed for an exit of the container before', () => {
    expect(judge({ lastExit: EXIT }, { exitBefore: 10 })).toMatchObject({ kind: 'there' });
    expect(judge({ lastExit: EXIT, hash: 'older' })).toMatchObject({ kind: 'coming' });
  });

  test('says what it waits for', () => {
    const waitingOn = [{ reason: 'image', subject: 'redis:7', detail: 'pulling redis:7, 40 %', since: null }];
    const pulling = { hash: '', ready: false, address: '', state: 'pulling', waitingOn } as const;
    expect(judge(pulling)).toEqual({ kind: 'coming', detail: 'pulling redis:7, 40 %', isPulling: true });
    expect(judge({}, {}, { services: [], engineError: 'no engine' })).toMatchObject({ detail: 'no engine' });
  });
});

test('a service that is to stop is there when it has stopped', () => {
  const document = { ...DOCUMENT, isStopped: true } as const;
  expect(judge({}, { document })).toMatchObject({ kind: 'coming' });
  expect(judge({ state: 'stopped', ready: false }, { document })).toEqual({ kind: 'there', isSettled: true });
});

test('a service that is to go is there when nothing is left of it', () => {
  const gone = { document: null };
  const waitingOn = { reason: 'stopping', subject: 'redis', detail: 'it is being stopped', since: null };
  const removals = [{ environmentId: 'e1', service: 'redis', waitingOn }];
  expect(judge({}, gone)).toMatchObject({ kind: 'coming' });
  expect(judge({}, gone, { services: [], removals })).toMatchObject({ detail: 'it is being stopped' });
  // Those are of the release, and may wait for long: a node tells of each standalone one by itself.
  expect(judge({}, gone, { services: [], leftovers: ['e1'] })).toEqual({ kind: 'there', isSettled: true });
});
