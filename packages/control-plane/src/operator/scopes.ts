import { AppError, shortList } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { covers, isInside, type Scope, scopeOf, scopeTitle } from '../access/scope.js';
import {
  attachmentsByNode,
  deleteScope,
  type EnvironmentNames,
  findScopeId,
  listScopes,
  nothingThere,
  type Store,
} from '../store/index.js';
import { audit } from './audit.js';
import { encodeScope } from './encode-scope.js';
import { ensureNamed, kindOf, subjectOfScope } from './ensure-named.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';
import { requireScopeNames } from './names.js';
import { type Obstacle, obstaclesIn } from './scope-contents.js';

export interface ScopeHandlerDeps {
  readonly store: Store;
  readonly clock: Clock;
}

export function scopeHandlers(
  deps: ScopeHandlerDeps,
): Pick<UnaryHandlers, 'ListScopes' | 'CreateScope' | 'DeleteScope'> {
  return {
    ListScopes: (_request, { operator }) => listSeen(deps, operator.scope),
    CreateScope: (request, context) => create(deps, request, context),
    DeleteScope: (request, context) => remove(deps, request, context),
  };
}

/** What the holder's scope covers, and what it lies in, which its own names tell. */
async function listSeen({ store }: ScopeHandlerDeps, seen: Scope): Promise<wire.ListScopesReply> {
  const entries = (await listScopes(store.db)).filter(({ scope }) => covers(seen, scope) || isInside(seen, scope));
  const nodes = nodesByScope(await attachmentsByNode(store.db, seen));
  return {
    entries: entries.map(({ scope, createdAt }) => ({
      scope: encodeScope(scope),
      createdAtMs: createdAt,
      nodes: nodes.get(scopeTitle(scope))?.size ?? 0,
    })),
  };
}

/** Ids of the nodes attached to an environment in each scope, by the scope's title. */
function nodesByScope(
  attachments: ReadonlyMap<string, readonly EnvironmentNames[]>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const byScope = new Map<string, Set<string>>();
  for (const [nodeId, environments] of attachments) {
    for (const title of environments.flatMap(titlesAround)) {
      const nodes = byScope.get(title) ?? new Set();
      byScope.set(title, nodes.add(nodeId));
    }
  }
  return byScope;
}

function titlesAround({ organization, project, environment }: EnvironmentNames): readonly string[] {
  return [{ organization }, { organization, project }, { organization, project, environment }].map((names) =>
    scopeTitle(scopeOf(names)),
  );
}

async function create(
  { store, clock }: ScopeHandlerDeps,
  request: wire.CreateScopeRequest__Output,
  context: OperatorContext,
): Promise<wire.CreateScopeReply> {
  const scope = requireNamedScope(request.scope);
  const at = clock.now();
  const changed = await store.transaction((trx) => ensureNamed(trx, context, scope, at));
  return { changed };
}

async function remove(
  { store, clock }: ScopeHandlerDeps,
  request: wire.DeleteScopeRequest__Output,
  context: OperatorContext,
): Promise<wire.DeleteScopeReply> {
  const scope = requireNamedScope(request.scope);
  const at = clock.now();
  await store.transaction(async (trx) => {
    const id = await findScopeId(trx, scope);
    if (id === null) throw nothingThere(scope);
    const obstacles = await obstaclesIn(trx, scope, { id, at });
    if (obstacles.length > 0) throw notEmpty(scope, obstacles);
    await deleteScope(trx, scope, id);
    await audit(trx, context, { at, action: `${kindOf(scope)}.deleted`, ...subjectOfScope(scope) });
  });
  return {};
}

/** A scope that leaves out a name above one that it has would be a larger one than was meant. */
function requireNamedScope(given: wire.Scope__Output | null): Scope {
  const scope = requireScopeNames(scopeOf(given ?? {}));
  const names = encodeScope(scope);
  const isWhole = names.project === given?.project && names.environment === given?.environment;
  if (scope.organization !== null && isWhole) return scope;
  throw new AppError('invalid_argument', { message: 'the call names no organization, project or environment' });
}

function notEmpty(scope: Scope, obstacles: readonly Obstacle[]): AppError {
  return new AppError('not_empty', {
    message: `the ${kindOf(scope)} ${scopeTitle(scope)} is not empty`,
    evidence: obstacles.map(({ what, names }) => `${what}: ${shortList(names, ', ')}`),
    nextActions: obstacles.flatMap(({ nextActions }) => nextActions).slice(0, SHOWN_ACTIONS),
  });
}

const SHOWN_ACTIONS = 5;
