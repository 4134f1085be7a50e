import { AppError } from '@devopsellence/core';
import type { AuthenticatedOperator } from '../operator/handler.js';
import { requireEnvironmentNames, requireName, requireScopeNames } from '../operator/names.js';
import {
  deploymentPlace,
  type EnvironmentNames,
  findNode,
  listAttachments,
  noSuchDeployment,
  noSuchEnvironment,
  noSuchNode,
  noSuchTaskRun,
  noSuchToken,
  nothingThere,
  type Reader,
  taskRunPlace,
  tokensNamed,
} from '../store/index.js';
import { covers, isFleetWide, isInside, type Place, type Scope, scopeOf, scopeTitle } from './scope.js';
import type { Subject } from './subject.js';

/**
 * Lets a call pass when the token's scope covers everything that it is about. What it does not cover looks exactly like
 * what does not exist: `not_found` with the text of that. Where the holder knows of the thing, as the token's own names
 * tell, it is `forbidden`. Malformed names throw `invalid_argument`, whatever the token.
 */
export async function requireInScope(
  db: Reader,
  operator: AuthenticatedOperator,
  subjects: readonly Subject[],
): Promise<void> {
  for (const subject of subjects) await requireSubject(db, operator, subject);
}

async function requireSubject(db: Reader, operator: AuthenticatedOperator, subject: Subject): Promise<void> {
  switch (subject.kind) {
    case 'fleet':
      if (!isFleetWide(operator.scope)) throw limited(operator, 'the whole fleet');
      return;
    case 'organization':
      return requireScope(operator, scopeOf({ organization: requireName('organization', subject.name) }));
    case 'scope':
      return requireScope(operator, requireScopeNames(subject.scope));
    case 'environment':
      return requireEnvironmentSeen(operator, requireEnvironmentNames(subject.names));
    case 'deployment':
    case 'task-run':
    case 'node':
    case 'token':
      // What exists anywhere is looked up by the handler, which says so where it does not.
      if (isFleetWide(operator.scope)) return;
      if (!(await seesThing(db, operator.scope, subject))) throw noSuchThing(subject);
  }
}

function requireEnvironmentSeen({ scope }: AuthenticatedOperator, names: EnvironmentNames): void {
  if (!covers(scope, names)) throw noSuchEnvironment(names);
}

/** What has an id, so that its place has to be looked up. */
type Thing = Extract<Subject, { readonly kind: 'deployment' | 'task-run' | 'node' | 'token' }>;

/** Whether there is such a thing, and the scope covers one of its places. */
async function seesThing(db: Reader, scope: Scope, thing: Thing): Promise<boolean> {
  return (await placesOf(db, thing)).some((place) => covers(scope, place));
}

async function placesOf(db: Reader, thing: Thing): Promise<readonly Place[]> {
  switch (thing.kind) {
    case 'deployment': {
      const place = await deploymentPlace(db, thing.id);
      return place === null ? [] : [place];
    }
    case 'task-run': {
      const place = await taskRunPlace(db, thing.id);
      return place === null ? [] : [place];
    }
    case 'node': {
      const node = await findNode(db, thing.nameOrId);
      return node === null ? [] : await listAttachments(db, node.id);
    }
    case 'token':
      return (await tokensNamed(db, thing.nameOrId)).map(({ scope }) => scope);
  }
}

function noSuchThing(thing: Thing): AppError {
  switch (thing.kind) {
    case 'deployment':
      return noSuchDeployment(thing.id);
    case 'task-run':
      return noSuchTaskRun(thing.id);
    case 'node':
      return noSuchNode(thing.nameOrId);
    case 'token':
      return noSuchToken(thing.nameOrId);
  }
}

function requireScope(operator: AuthenticatedOperator, wanted: Scope): void {
  if (covers(operator.scope, wanted)) return;
  throw isInside(operator.scope, wanted) ? limited(operator, scopeTitle(wanted)) : nothingThere(wanted);
}

function limited({ tokenName, scope }: AuthenticatedOperator, needed: string): AppError {
  return new AppError('forbidden', {
    message: `the token ${JSON.stringify(tokenName)} is limited to ${scopeTitle(scope)}`,
    reason: `the call needs a token for ${needed}`,
    nextActions: ['use a token with that scope', 'devopsellence whoami'],
  });
}
