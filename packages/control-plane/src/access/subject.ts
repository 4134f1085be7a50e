import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import { type Scope, scopeOf } from './scope.js';

/** What a call is about, as its request names it: what the token's scope is held against. */
export type Subject =
  /** The fleet itself, its nodes' membership, its keys: only tokens without a scope. */
  | { readonly kind: 'fleet' }
  | { readonly kind: 'organization'; readonly name: string }
  | { readonly kind: 'environment'; readonly names: wire.EnvironmentName__Output | null }
  /** By its id; it belongs to an environment. */
  | { readonly kind: 'deployment'; readonly id: string }
  /** A run of a task, by its id; it belongs to an environment. */
  | { readonly kind: 'task-run'; readonly id: string }
  /** A node, by name or id, that a scoped token may use only where it sees it: attached to an environment of its scope. */
  | { readonly kind: 'node'; readonly nameOrId: string }
  /** An operator token, by name or id: its own scope is held against the caller's. */
  | { readonly kind: 'token'; readonly nameOrId: string }
  | { readonly kind: 'scope'; readonly scope: Scope };

/** Only tokens for the whole fleet. */
export function wholeFleet(): readonly Subject[] {
  return [{ kind: 'fleet' }];
}

/** Every token may ask: the handler answers only what `context.operator.scope` covers. */
export function onlyWhatIsSeen(): readonly Subject[] {
  return [];
}

/** The environment that the request names. */
export function itsEnvironment(request: {
  readonly environment: wire.EnvironmentName__Output | null;
}): readonly Subject[] {
  return [{ kind: 'environment', names: request.environment }];
}

/** The environment that the request names, and a node that has to be seen. */
export function itsEnvironmentAndNode(request: {
  readonly environment: wire.EnvironmentName__Output | null;
  readonly node: string;
}): readonly Subject[] {
  return [...itsEnvironment(request), { kind: 'node', nameOrId: request.node }];
}

/** The organization that the request names. */
export function itsOrganization(request: { readonly organization: string }): readonly Subject[] {
  return [{ kind: 'organization', name: request.organization }];
}

/** The scope that the request names; the whole fleet when it names none. */
export function itsScope(request: { readonly scope: wire.Scope__Output | null }): readonly Subject[] {
  return [{ kind: 'scope', scope: scopeOf(request.scope ?? {}) }];
}

/** The scope of the token that the request names. */
export function itsToken(request: { readonly token: string }): readonly Subject[] {
  return [{ kind: 'token', nameOrId: request.token }];
}

/** The environment of the deployment that the request names. */
export function itsDeployment(request: { readonly deploymentId: string }): readonly Subject[] {
  return [{ kind: 'deployment', id: request.deploymentId }];
}

/** The environment of the run that the request names. */
export function itsTaskRun(request: { readonly runId: string }): readonly Subject[] {
  return [{ kind: 'task-run', id: request.runId }];
}

/** The environment that the first message of a stream names. Throws `invalid_argument` when that message opens nothing. */
export function itsOpening(request: {
  readonly open?: { readonly environment: wire.EnvironmentName__Output | null } | null;
}): readonly Subject[] {
  if (!request.open) throw new AppError('invalid_argument', { message: 'the first message must open the stream' });
  return itsEnvironment(request.open);
}
