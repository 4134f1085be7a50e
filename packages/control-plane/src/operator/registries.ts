import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { scopeOf } from '../access/scope.js';
import { normalRegistryHost } from '../gateway/registry-host.js';
import { registryPlace, type Vault } from '../secrets/vault.js';
import {
  deleteRegistry,
  ensureOrganization,
  findOrganizationId,
  findRegistry,
  listRegistries,
  putRegistry,
  type Registry,
  type Store,
} from '../store/index.js';
import { audit } from './audit.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';
import { requireName } from './names.js';

const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::[0-9]{1,5})?$/;
const MAX_CREDENTIAL_LENGTH = 16 * 1024;

export interface RegistryHandlerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly vault: Vault;
}

export function registryHandlers(
  deps: RegistryHandlerDeps,
): Pick<UnaryHandlers, 'SetRegistry' | 'ListRegistries' | 'DeleteRegistry'> {
  return {
    SetRegistry: (request, context) => setRegistry(deps, request, context),
    ListRegistries: (request) => list(deps, request),
    DeleteRegistry: (request, context) => remove(deps, request, context),
  };
}

async function setRegistry(
  { store, clock, vault }: RegistryHandlerDeps,
  request: wire.SetRegistryRequest__Output,
  context: OperatorContext,
): Promise<wire.RegistryReply> {
  const organization = requireName('organization', request.organization);
  const host = requireHost(request.host);
  const username = requireCredential('username', request.username);
  const password = requireCredential('password', request.password);
  const at = clock.now();
  const registry = await store.transaction(async (trx) => {
    const organizationId = await ensureOrganization(trx, organization, at);
    const seal = (registryId: string) => vault.seal(password, registryPlace(registryId));
    const stored = await putRegistry(trx, { organizationId, host, username, seal, at });
    await audit(trx, context, { at, action: 'registry.set', ...subjectOf(organization, host) });
    return stored;
  });
  return { registry: encode(registry) };
}

async function list(
  { store }: RegistryHandlerDeps,
  request: wire.ListRegistriesRequest__Output,
): Promise<wire.ListRegistriesReply> {
  const organizationId = await findOrganizationId(store.db, requireName('organization', request.organization));
  const registries = organizationId === null ? [] : await listRegistries(store.db, organizationId);
  return { registries: registries.map(encode) };
}

async function remove(
  { store, clock }: RegistryHandlerDeps,
  request: wire.DeleteRegistryRequest__Output,
  context: OperatorContext,
): Promise<wire.RegistryReply> {
  const organization = requireName('organization', request.organization);
  const host = requireHost(request.host);
  const at = clock.now();
  const registry = await store.transaction(async (trx) => {
    const organizationId = await findOrganizationId(trx, organization);
    const known = organizationId === null ? null : await findRegistry(trx, organizationId, host);
    if (known === null) throw noSuchRegistry(organization, host);
    await deleteRegistry(trx, known.id);
    await audit(trx, context, { at, action: 'registry.deleted', ...subjectOf(organization, host) });
    return known;
  });
  return { registry: encode(registry) };
}

function subjectOf(organization: string, host: string) {
  return { subject: `organization ${organization}`, details: { host }, place: scopeOf({ organization }) };
}

function requireHost(text: string): string {
  const host = normalRegistryHost(text);
  if (HOST.test(host)) return host;
  throw new AppError('invalid_argument', {
    message: `${JSON.stringify(text.slice(0, 80))} is not the host of a registry`,
    reason: 'expected HOST or HOST:PORT, as in image references, for example ghcr.io',
  });
}

function requireCredential(field: string, value: string): string {
  if (value !== '' && value.length <= MAX_CREDENTIAL_LENGTH) return value;
  throw new AppError('invalid_argument', { message: `the ${field} is empty or too long` });
}

function encode({ host, username, updatedAt }: Registry): wire.Registry {
  return { host, username, updatedAtMs: updatedAt };
}

function noSuchRegistry(organization: string, host: string): AppError {
  return new AppError('not_found', {
    message: `organization ${organization} has no credential for ${host}`,
  });
}
