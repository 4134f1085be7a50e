import { toIso, type WaitingStatus } from '@devopsellence/core';
import type { JsonObject } from '../output.js';
import { momentOf } from './moment.js';

/** Why something is not happening yet: of a dependency with the condition, and with what the newest check of it saw. */
export function waitingFields({ reason, subject, detail, since, condition, lastProbe }: WaitingStatus): JsonObject {
  return {
    reason,
    subject,
    condition: condition ?? null,
    detail,
    since: momentOf(since),
    last_probe: lastProbe === undefined ? null : { ...lastProbe, at: toIso(lastProbe.at) },
  };
}
