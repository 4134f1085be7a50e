import type { KeptExit } from '@devopsellence/core';

/** A crash at once. */
export function aKeptExit(overrides: Partial<KeptExit> = {}): KeptExit {
  return {
    container: 'shop-production-abc123-web-08f20077',
    containerId: 'c-1',
    hash: 'hash-of-web',
    releaseId: 'release-1',
    startedAt: 1_000,
    endedAt: 1_500,
    exitCode: 1,
    isOutOfMemory: false,
    wasReady: false,
    stoppedFor: '',
    lastLines: ['boom'],
    readAt: 1_510,
    ...overrides,
  };
}
