import { AppError, type Instant } from '@devopsellence/core';
import { type Scope, scopeTitle } from '../access/scope.js';
import type { Reader, Writer } from './database.js';
import { newId } from './ids.js';

export interface EnvironmentNames {
  readonly organization: string;
  readonly project: string;
  readonly environment: string;
}

export interface Environment extends EnvironmentNames {
  readonly id: string;
  readonly organizationId: string;
  /** What it was last asked to run; null before the first deploy. */
  readonly currentReleaseId: string | null;
}

/** `acme/shop/production`, as events and messages name it. */
export function environmentTitle({ organization, project, environment }: EnvironmentNames): string {
  return `${organization}/${project}/${environment}`;
}

export async function findEnvironment(db: Reader, names: EnvironmentNames): Promise<Environment | null> {
  const row = await environments(db)
    .where('organizations.name', '=', names.organization)
    .where('projects.name', '=', names.project)
    .where('environments.name', '=', names.environment)
    .executeTakeFirst();
  return row ?? null;
}

/** Throws `not_found`. */
export async function requireEnvironment(db: Reader, names: EnvironmentNames): Promise<Environment> {
  const environment = await findEnvironment(db, names);
  if (environment !== null) return environment;
  throw noSuchEnvironment(names);
}

/** Said also of one that the caller may not see. */
export function noSuchEnvironment(names: EnvironmentNames): AppError {
  return new AppError('not_found', {
    message: `there is no environment ${environmentTitle(names)}`,
    reason: 'an environment comes into being when a node is attached to it or a secret is set for it',
    nextActions: [
      `devopsellence node attach NODE --project ${names.project} --env ${names.environment}`,
      'devopsellence env list',
    ],
  });
}

/** That the organization, project or environment does not exist; said also where the caller may not see it. */
export function nothingThere({ organization, project, environment }: Scope): AppError {
  if (organization !== null && project !== null && environment !== null) {
    return noSuchEnvironment({ organization, project, environment });
  }
  const kind = project === null ? 'organization' : 'project';
  return new AppError('not_found', {
    message: `there is no ${kind} ${scopeTitle({ organization, project, environment })}`,
    nextActions: [`devopsellence ${project === null ? 'org' : 'project'} list`],
  });
}

/** Throws `not_found` when the scope names something that does not exist. */
export async function requireScopeExists(db: Reader, scope: Scope): Promise<void> {
  if (scope.organization !== null && (await findScopeId(db, scope)) === null) throw nothingThere(scope);
}

/** Id of the organization, project or environment; null when there is none. */
export async function findScopeId(db: Reader, { organization, project, environment }: Scope): Promise<string | null> {
  const organizationId = organization === null ? null : await findOrganizationId(db, organization);
  if (organizationId === null || organization === null || project === null) return organizationId;
  if (environment === null) return await findProjectId(db, organizationId, project);
  return (await findEnvironment(db, { organization, project, environment }))?.id ?? null;
}

export async function environmentById(db: Reader, id: string): Promise<Environment | null> {
  return (await environments(db).where('environments.id', '=', id).executeTakeFirst()) ?? null;
}

/** Sorted by names. */
export async function listEnvironments(db: Reader): Promise<Environment[]> {
  return await environments(db)
    .orderBy('organizations.name')
    .orderBy('projects.name')
    .orderBy('environments.name')
    .execute();
}

/** The environment of these names; it, its project and its organization come into being if need be. */
export async function ensureEnvironment(trx: Writer, names: EnvironmentNames, at: Instant): Promise<Environment> {
  const found = await findEnvironment(trx, names);
  if (found !== null) return found;
  const organizationId = await ensureOrganization(trx, names.organization, at);
  const projectId = await ensureProject(trx, { organizationId, name: names.project, at });
  const id = newId();
  await trx
    .insertInto('environments')
    .values({ id, project_id: projectId, name: names.environment, current_release_id: null, created_at: at })
    .execute();
  return { ...names, id, organizationId, currentReleaseId: null };
}

/** Id of the organization of this name, which comes into being if need be. */
export async function ensureOrganization(trx: Writer, name: string, at: Instant): Promise<string> {
  const found = await findOrganizationId(trx, name);
  if (found !== null) return found;
  const id = newId();
  await trx.insertInto('organizations').values({ id, name, created_at: at }).execute();
  return id;
}

export async function findOrganizationId(db: Reader, name: string): Promise<string | null> {
  const row = await db.selectFrom('organizations').select('id').where('name', '=', name).executeTakeFirst();
  return row?.id ?? null;
}

/** Throws `not_found`. */
export async function requireOrganizationId(db: Reader, name: string): Promise<string> {
  const id = await findOrganizationId(db, name);
  if (id === null) throw nothingThere({ organization: name, project: null, environment: null });
  return id;
}

export async function setCurrentRelease(trx: Writer, environmentId: string, releaseId: string): Promise<void> {
  await trx
    .updateTable('environments')
    .set({ current_release_id: releaseId })
    .where('id', '=', environmentId)
    .execute();
}

interface ProjectKey {
  readonly organizationId: string;
  readonly name: string;
  readonly at: Instant;
}

/** Id of the project of this name, which comes into being if need be. */
export async function ensureProject(trx: Writer, { organizationId, name, at }: ProjectKey): Promise<string> {
  const found = await findProjectId(trx, organizationId, name);
  if (found !== null) return found;
  const id = newId();
  await trx.insertInto('projects').values({ id, organization_id: organizationId, name, created_at: at }).execute();
  return id;
}

async function findProjectId(db: Reader, organizationId: string, name: string): Promise<string | null> {
  const row = await db
    .selectFrom('projects')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.id ?? null;
}

function environments(db: Reader) {
  return db
    .selectFrom('environments')
    .innerJoin('projects', 'projects.id', 'environments.project_id')
    .innerJoin('organizations', 'organizations.id', 'projects.organization_id')
    .select([
      'environments.id as id',
      'organizations.id as organizationId',
      'organizations.name as organization',
      'projects.name as project',
      'environments.name as environment',
      'environments.current_release_id as currentReleaseId',
    ]);
}
