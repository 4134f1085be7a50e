import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { scopeOf } from '../access/scope.js';
import { registryPlace, type Vault } from '../secrets/vault.js';
import {
  clearNamespace,
  deleteRegistry,
  environmentTitle,
  findOrganizationId,
  findPushRegistry,
  findRegistry,
  listRegistries,
  newId,
  putRegistry,
  type Registry,
  requireOrganizationId,
  type SealedRegistry,
  type Store,
  type Writer,
} from '../store/index.js';
import { audit } from './audit.js';
import { ensureNamed } from './ensure-named.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';
import { requireEnvironmentNames, requireName } from './names.js';
import { type RegistryChange, requireHost, requireRegistryChange } from './registry-request.js';

export interface RegistryHandlerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly vault: Vault;
}

export function registryHandlers(
  deps: RegistryHandlerDeps,
): Pick<UnaryHandlers, 'SetRegistry' | 'ListRegistries' | 'DeleteRegistry' | 'GetPushCredential'> {
  return {
    SetRegistry: (request, context) => setRegistry(deps, request, context),
    ListRegistries: (request) => list(deps, request),
    DeleteRegistry: (request, context) => remove(deps, request, context),
    GetPushCredential: (request, context) => pushCredential(deps, request, context),
  };
}

async function setRegistry(
  { store, clock, vault }: RegistryHandlerDeps,
  request: wire.SetRegistryRequest__Output,
  context: OperatorContext,
): Promise<wire.RegistryReply> {
  const change = requireRegistryChange(request);
  const { organization, host } = change;
  const at = clock.now();
  return await store.transaction(async (trx) => {
    await ensureNamed(trx, context, scopeOf({ organization }), at);
    const organizationId = await requireOrganizationId(trx, organization);
    const known = await findRegistry(trx, organizationId, host);
    const registry = { organizationId, host, updatedAt: at, ...merged(vault, change, known) };
    const previous = registry.namespace === null ? null : await takePush(trx, registry);
    await putRegistry(trx, registry);
    const details = { host, namespace: registry.namespace, changed_credential: change.credential !== null };
    await audit(trx, context, { at, action: 'registry.set', ...subjectOf(organization), details });
    return { registry: encode(registry), previousPushHost: previous ?? '' };
  });
}

/** What the registry is after the change. Throws `invalid_argument` when that is nothing. */
function merged(vault: Vault, { host, credential, namespace }: RegistryChange, known: SealedRegistry | null) {
  if (credential === null && known === null && typeof namespace !== 'string') throw nothingToStore(host);
  const id = known?.id ?? newId();
  const seal = (password: string) => vault.seal(password, registryPlace(id));
  const stored = known ?? { username: '', sealed: seal(''), namespace: null };
  return {
    id,
    username: credential?.username ?? stored.username,
    sealed: credential === null ? stored.sealed : seal(credential.password),
    namespace: namespace === undefined ? stored.namespace : namespace,
  };
}

/** Makes this the registry that deploys push to; returns the host of the one that it was until now. */
async function takePush(trx: Writer, { id, organizationId }: SealedRegistry): Promise<string | null> {
  const previous = await findPushRegistry(trx, organizationId);
  if (previous === null || previous.id === id) return null;
  await clearNamespace(trx, previous.id);
  return previous.host;
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
    await audit(trx, context, { at, action: 'registry.deleted', ...subjectOf(organization), details: { host } });
    return known;
  });
  return { registry: encode(registry) };
}

/** The password is for whoever may deploy, and the event says to whom it was given. */
async function pushCredential(
  { store, clock, vault }: RegistryHandlerDeps,
  request: wire.GetPushCredentialRequest__Output,
  context: OperatorContext,
): Promise<wire.PushCredential> {
  const names = requireEnvironmentNames(request.environment);
  const organizationId = await findOrganizationId(store.db, names.organization);
  const registry = organizationId === null ? null : await findPushRegistry(store.db, organizationId);
  if (registry === null || registry.namespace === null) return { host: '', namespace: '', username: '', password: '' };
  const { id, host, namespace, username, sealed } = registry;
  if (username === '') return { host, namespace, username, password: '' };
  await store.transaction(async (trx) => {
    const subject = `environment ${environmentTitle(names)}`;
    const details = { host, namespace, username };
    await audit(trx, context, { at: clock.now(), action: 'registry.push', subject, details, place: names });
  });
  return { host, namespace, username, password: vault.open(sealed, registryPlace(id)) };
}

function subjectOf(organization: string) {
  return { subject: `organization ${organization}`, place: scopeOf({ organization }) };
}

function encode({ host, username, namespace, updatedAt }: Registry): wire.Registry {
  return { host, username, namespace: namespace ?? '', updatedAtMs: updatedAt };
}

function nothingToStore(host: string): AppError {
  return new AppError('invalid_argument', {
    message: `there is nothing to store for ${host}`,
    reason: 'a registry is worth storing for its credential, or to push to it',
    nextActions: [
      `devopsellence registry set --host ${host} --username USER --password-stdin`,
      `devopsellence registry set --host ${host} --namespace NAMESPACE`,
    ],
  });
}

function noSuchRegistry(organization: string, host: string): AppError {
  return new AppError('not_found', {
    message: `organization ${organization} has no registry ${host}`,
    nextActions: ['devopsellence registry list'],
  });
}
