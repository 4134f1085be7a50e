import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';

import { type FollowDeps, followEvents } from '../events/follow-events.js';
import type { RecordedEvent } from '../store/index.js';
import { encodeScope } from './encode-scope.js';
import type { OperatorContext, ServerStreamHandlers } from './handler.js';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;

export function eventHandlers(deps: FollowDeps): Pick<ServerStreamHandlers, 'Events'> {
  return { Events: (request, context) => events(deps, request, context) };
}

async function* events(
  deps: FollowDeps,
  request: wire.EventsRequest__Output,
  { operator, signal }: OperatorContext,
): AsyncGenerator<wire.Event> {
  const { sinceMs, limit, beforeId, afterId, follow } = request;
  if (limit > MAX_LIMIT) throw new AppError('invalid_argument', { message: `limit must be at most ${MAX_LIMIT}` });
  if (follow && beforeId !== '') {
    throw new AppError('invalid_argument', { message: 'what comes before an event cannot be followed' });
  }
  const filter = {
    scope: operator.scope,
    after: afterId || null,
    before: beforeId || null,
    since: sinceMs === 0 ? null : deps.clock.now() - sinceMs,
  };
  const wanted = { filter, limit: limit || DEFAULT_LIMIT, follow, signal };
  for await (const event of followEvents(deps, wanted)) yield encode(event);
}

function encode(event: RecordedEvent): wire.Event {
  const { id, at, actor, action, subject, details, correlationId, place } = event;
  return {
    id,
    atMs: at,
    actor,
    action,
    subject,
    details: JSON.stringify(details),
    correlationId,
    scope: encodeScope(place),
  };
}
