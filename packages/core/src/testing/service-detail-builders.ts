import type { ServiceDetail, ServiceExit } from '../model/service-detail.js';
import { START_OF_TIME } from './builders.js';
import { aServiceStatus } from './spec-builders.js';

/** A crash half a second after the start, right now. */
export function aServiceExit(overrides: Partial<ServiceExit> = {}): ServiceExit {
  return {
    container: aServiceStatus().container,
    hash: aServiceStatus().hash,
    releaseId: 'release-1',
    startedAt: START_OF_TIME - 500,
    endedAt: START_OF_TIME,
    exitCode: 1,
    isOutOfMemory: false,
    wasReady: false,
    stoppedFor: '',
    lastLines: ['boom'],
    ...overrides,
  };
}

/** A service that does well and crashed once. */
export function aServiceDetail(overrides: Partial<ServiceDetail> = {}): ServiceDetail {
  const [at, detail] = [START_OF_TIME, 'HTTP 200'];
  const probe = { at: at - 500, since: at - 60_000, ok: true, detail, consecutiveFailures: 0 };
  return { at, status: aServiceStatus(), probe, exits: [aServiceExit()], ...overrides };
}
