import type { WaitingStatus } from '@devopsellence/core';
import type { WaitingStatus__Output, WaitingStatus as WireWaiting } from '../gen/devopsellence/v1/WaitingStatus.js';

export function encodeWaiting({ reason, subject, detail, since, condition, lastProbe }: WaitingStatus): WireWaiting {
  return {
    reason,
    subject,
    detail,
    sinceMs: since ?? 0,
    condition: condition ?? '',
    lastProbe: lastProbe === undefined ? null : { atMs: lastProbe.at, ok: lastProbe.ok, detail: lastProbe.detail },
  };
}

/** A condition that this version does not know is left out: the detail says it in words. */
export function decodeWaiting(wire: WaitingStatus__Output): WaitingStatus {
  const { reason, subject, detail, sinceMs, condition, lastProbe } = wire;
  return {
    reason,
    subject,
    detail,
    since: sinceMs || null,
    ...(condition === 'ready' || condition === 'started' ? { condition } : {}),
    ...(lastProbe === null ? {} : { lastProbe: { at: lastProbe.atMs, ok: lastProbe.ok, detail: lastProbe.detail } }),
  };
}
