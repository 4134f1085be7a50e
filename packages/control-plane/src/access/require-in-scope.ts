import { AppError } from '@devopsellence/core';
import type { AuthenticatedOperator } from '../operator/handler.js';
import { requireEnvironmentNames, requireName } from '../operator/names.js';
import {
  deploymentPlace,
  findNode,
  listAttachments,
  noSuchDeployment,
  noSuchEnvironment,
  noSuchNode,
  noSuchOrganization,
  type Reader,
} from '../store/index.js';
import { covers, isFleetWide, isInside, type Scope, scopeTitle } from './scope.js';
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
  const { scope } = operator;
  switch (subject.kind) {
    case 'fleet':
      if (!isFleetWide(scope)) throw limited(operator, 'the whole fleet');
      return;
    case 'organization':
      return requireOrganization(operator, requireName('organization', subject.name));
    case 'environment': {
      const names = requireEnvironmentNames(subject.names);
      if (!covers(scope, names)) throw noSuchEnvironment(names);
      return;
    }
    case 'deployment': {
      if (isFleetWide(scope)) return;
      const place = await deploymentPlace(db, subject.id);
      if (place === null || !covers(scope, place)) throw noSuchDeployment(subject.id);
      return;
    }
    case 'node':
      if (!isFleetWide(scope) && !(await seesNode(db, scope, subject.nameOrId))) throw noSuchNode(subject.nameOrId);
  }
}

function requireOrganization(operator: AuthenticatedOperator, organization: string): void {
  const place = { organization, project: null, environment: null };
  if (covers(operator.scope, place)) return;
  throw isInside(operator.scope, place) ? limited(operator, scopeTitle(place)) : noSuchOrganization(organization);
}

async function seesNode(db: Reader, scope: Scope, nameOrId: string): Promise<boolean> {
  const node = await findNode(db, nameOrId);
  if (node === null) return false;
  return (await listAttachments(db, node.id)).some((attachment) => covers(scope, attachment));
}

function limited({ tokenName, scope }: AuthenticatedOperator, needed: string): AppError {
  return new AppError('forbidden', {
    message: `the token ${JSON.stringify(tokenName)} is limited to ${scopeTitle(scope)}`,
    reason: `the call needs a token for ${needed}`,
    nextActions: ['use a token with that scope', 'devopsellence whoami'],
  });
}
