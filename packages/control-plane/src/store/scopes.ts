import type { Instant } from '@devopsellence/core';
import { covers, type Scope, WHOLE_FLEET } from '../access/scope.js';
import type { Reader, Writer } from './database.js';
import { ensureEnvironment, ensureOrganization, ensureProject, findScopeId } from './environments.js';

/** An organization, a project or an environment. */
export interface ScopeEntry {
  readonly scope: Scope;
  readonly createdAt: Instant;
}

/** Every organization, project and environment: each before what is in it, sorted by names. */
export async function listScopes(db: Reader): Promise<ScopeEntry[]> {
  const rows = await db
    .selectFrom('organizations')
    .leftJoin('projects', 'projects.organization_id', 'organizations.id')
    .leftJoin('environments', 'environments.project_id', 'projects.id')
    .select(['organizations.name as organization', 'organizations.created_at as organizationAt'])
    .select(['projects.name as project', 'projects.created_at as projectAt'])
    .select(['environments.name as environment', 'environments.created_at as environmentAt'])
    .orderBy('organizations.name')
    .orderBy('projects.name')
    .orderBy('environments.name')
    .execute();
  const entries = new Map<string, ScopeEntry>();
  const add = (createdAt: Instant | null, names: Partial<Scope>) => {
    if (createdAt === null) return;
    const scope = { ...WHOLE_FLEET, ...names };
    entries.set(JSON.stringify(scope), { scope, createdAt });
  };
  for (const { organization, organizationAt, project, projectAt, environment, environmentAt } of rows) {
    add(organizationAt, { organization });
    add(projectAt, { organization, project });
    add(environmentAt, { organization, project, environment });
  }
  return [...entries.values()];
}

/** Makes what the scope names, and what that is in, where it does not exist. False when it existed. */
export async function ensureScope(trx: Writer, scope: Scope, at: Instant): Promise<boolean> {
  if ((await findScopeId(trx, scope)) !== null) return false;
  const { organization, project, environment } = scope;
  if (organization === null) return false;
  if (project === null) await ensureOrganization(trx, organization, at);
  else if (environment !== null) await ensureEnvironment(trx, { organization, project, environment }, at);
  else await ensureProject(trx, { organizationId: await ensureOrganization(trx, organization, at), name: project, at });
  return true;
}

/** Deletes the scope of this id, with everything that belongs to it. */
export async function deleteScope(trx: Writer, scope: Scope, id: string): Promise<void> {
  await trx.deleteFrom(tableOf(scope)).where('id', '=', id).execute();
}

function tableOf({ project, environment }: Scope): 'organizations' | 'projects' | 'environments' {
  if (project === null) return 'organizations';
  return environment === null ? 'projects' : 'environments';
}

/** The scopes of which the scope is the whole: the projects of an organization, the environments of a project. */
export async function listScopesIn(db: Reader, scope: Scope): Promise<Scope[]> {
  const depth = depthOf(scope);
  const entries = await listScopes(db);
  return entries.map((entry) => entry.scope).filter((inner) => depthOf(inner) === depth + 1 && covers(scope, inner));
}

/** How many names the scope has. */
function depthOf({ organization, project, environment }: Scope): number {
  return [organization, project, environment].filter((name) => name !== null).length;
}
