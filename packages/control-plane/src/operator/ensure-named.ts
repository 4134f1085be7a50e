import type { Instant } from '@devopsellence/core';
import { type Scope, scopeOf, scopeTitle } from '../access/scope.js';
import {
  type Environment,
  type EnvironmentNames,
  ensureScope,
  requireEnvironment,
  type Writer,
} from '../store/index.js';
import { audit } from './audit.js';
import type { OperatorContext } from './handler.js';

/** Makes what the scope names where it does not exist, which leaves an event. False when it existed. */
export async function ensureNamed(trx: Writer, context: OperatorContext, scope: Scope, at: Instant): Promise<boolean> {
  if (!(await ensureScope(trx, scope, at))) return false;
  await audit(trx, context, { at, action: `${kindOf(scope)}.created`, ...subjectOfScope(scope) });
  return true;
}

/** The environment of these names, which comes into being at its first use. */
export async function ensureNamedEnvironment(
  trx: Writer,
  context: OperatorContext,
  names: EnvironmentNames,
  at: Instant,
): Promise<Environment> {
  await ensureNamed(trx, context, scopeOf(names), at);
  return await requireEnvironment(trx, names);
}

export function kindOf({ project, environment }: Scope): 'organization' | 'project' | 'environment' {
  if (project === null) return 'organization';
  return environment === null ? 'project' : 'environment';
}

/** How events name the scope. */
export function subjectOfScope(scope: Scope) {
  return { subject: `${kindOf(scope)} ${scopeTitle(scope)}`, details: {}, place: scope };
}
