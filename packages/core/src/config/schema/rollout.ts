import { z } from 'zod';
import { DEFAULTS } from '../defaults.js';
import { formatDuration } from '../duration.js';
import { fallback, inWords, optional } from './field.js';
import { duration } from './quantity.js';

const { rollout } = DEFAULTS;

/** How a deployment goes from node to node, and when it has failed. */
export function rolloutSchema() {
  return z.strictObject({
    max_unavailable: optional(
      z.int().min(1).max(10_000),
      'Nodes that may be changing at once.',
      fallback(rollout.maxUnavailable),
    ),
    pause: optional(duration(), 'Between one batch of nodes and the next.', fallback(formatDuration(rollout.pauseMs))),
    stable_for: optional(
      duration(),
      'A service has settled once it was ready for this long without a restart. Shorter than `health_deadline`.',
      fallback(formatDuration(rollout.stableForMs)),
    ),
    health_deadline: optional(
      duration(1000),
      'For each node: services that are not ready by then have failed.',
      inWords(`\`${formatDuration(rollout.healthDeadlineMs)}\`, or \`deadline\` where that is shorter`),
    ),
    deadline: optional(duration(1000), 'For the whole deployment.', fallback(formatDuration(rollout.deadlineMs))),
    on_failure: optional(
      z.enum(['rollback', 'stop']),
      'Go back to the release before, or leave everything as it is.',
      fallback(rollout.onFailure),
    ),
  });
}
