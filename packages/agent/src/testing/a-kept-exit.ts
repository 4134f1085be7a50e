import type { KeptExit } from '@devopsellence/core';
import { aServiceExit } from '@devopsellence/core/testing';

/** A crash at once. */
export function aKeptExit(overrides: Partial<KeptExit> = {}): KeptExit {
  return { ...aServiceExit({ startedAt: 1_000, endedAt: 1_500 }), containerId: 'c-1', readAt: 1_510, ...overrides };
}
