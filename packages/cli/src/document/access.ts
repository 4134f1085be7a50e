import { toIso } from '@devopsellence/core';
import type { Event, OperatorToken, Scope } from '../client/access-client.js';
import { parseJson } from '../json.js';
import type { JsonObject } from '../output.js';
import { momentOf } from './moment.js';

export function scopeFields({ organization, project, environment }: Scope): JsonObject {
  return { organization, project, environment };
}

export function tokenFields(token: OperatorToken): JsonObject {
  const { id, name, role, scope, createdAt, createdBy, expiresAt } = token;
  return {
    id,
    name,
    role,
    scope: scopeFields(scope),
    created_at: toIso(createdAt),
    created_by: createdBy,
    expires_at: momentOf(expiresAt),
  };
}

export function eventFields(event: Event): JsonObject {
  const { id, at, actor, action, subject, details, correlationId, scope } = event;
  return {
    id,
    at: toIso(at),
    actor,
    action,
    subject,
    details: parseJson(details),
    correlation_id: correlationId,
    scope: scopeFields(scope),
  };
}
