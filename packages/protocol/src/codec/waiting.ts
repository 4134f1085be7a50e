import type { WaitingStatus } from '@devopsellence/core';
import type { WaitingStatus__Output, WaitingStatus as WireWaiting } from '../gen/devopsellence/v1/WaitingStatus.js';

export function encodeWaiting({ reason, subject, detail, since }: WaitingStatus): WireWaiting {
  return { reason, subject, detail, sinceMs: since ?? 0 };
}

export function decodeWaiting({ reason, subject, detail, sinceMs }: WaitingStatus__Output): WaitingStatus {
  return { reason, subject, detail, since: sinceMs || null };
}
