import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { secretPlace, type Vault } from '../secrets/vault.js';
import {
  deleteSecret,
  environmentTitle,
  findSecret,
  insertSecretVersion,
  listSecrets,
  listStandaloneServices,
  type Reader,
  removeUnusedSecretVersions,
  requireEnvironment,
  type Secret,
  type Store,
} from '../store/index.js';
import { audit } from './audit.js';
import { ensureNamedEnvironment } from './ensure-named.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';
import { requireEnvironmentNames, requireName, requireServiceName } from './names.js';
import type { PendingChanges } from './pending-changes.js';

const MAX_VALUE_BYTES = 64 * 1024;

export interface SecretHandlerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly pendingChanges: PendingChanges;
}

export function secretHandlers(
  deps: SecretHandlerDeps,
): Pick<UnaryHandlers, 'SetSecret' | 'ListSecrets' | 'DeleteSecret'> {
  return {
    SetSecret: (request, context) => setSecret(deps, request, context),
    ListSecrets: (request) => list(deps, request),
    DeleteSecret: (request, context) => remove(deps, request, context),
  };
}

async function setSecret(
  { store, clock, vault, pendingChanges }: SecretHandlerDeps,
  request: wire.SetSecretRequest__Output,
  context: OperatorContext,
): Promise<wire.SecretReply> {
  const names = requireEnvironmentNames(request.environment);
  const scope = requireScope(request);
  const value = requireValue(request.value);
  const at = clock.now();
  const secret = await store.transaction(async (trx) => {
    const environment = await ensureNamedEnvironment(trx, context, names, at);
    const stored = await insertSecretVersion(trx, {
      environmentId: environment.id,
      ...scope,
      seal: (secretId, versionId) => vault.seal(value, secretPlace(secretId, versionId)),
      at,
      by: context.operator.tokenName,
    });
    await removeUnusedSecretVersions(trx, environment.id);
    await audit(trx, context, {
      at,
      action: 'secret.set',
      place: names,
      subject: `environment ${environmentTitle(names)}`,
      details: { ...scope, version_id: stored.versionId },
    });
    return stored;
  });
  return { secret: encode(secret), pendingChanges: [...(await pendingChanges(secret.environmentId))] };
}

async function list(
  { store }: SecretHandlerDeps,
  request: wire.ListSecretsRequest__Output,
): Promise<wire.ListSecretsReply> {
  const environment = await requireEnvironment(store.db, requireEnvironmentNames(request.environment));
  return { secrets: (await listSecrets(store.db, environment.id)).map(encode) };
}

/**
 * Deletes a secret even when a release uses it: what runs keeps its value until the next deploy or apply, which `pending
 * changes` announces and which is refused while the config still references the secret. One that a standalone service could
 * not do without stays: of that nothing is pending, and its next change would fail.
 */
async function remove(
  { store, clock, pendingChanges }: SecretHandlerDeps,
  request: wire.DeleteSecretRequest__Output,
  context: OperatorContext,
): Promise<wire.SecretReply> {
  const names = requireEnvironmentNames(request.environment);
  const scope = requireScope(request);
  const at = clock.now();
  const secret = await store.transaction(async (trx) => {
    const environment = await requireEnvironment(trx, names);
    const known = await findSecret(trx, { environmentId: environment.id, ...scope });
    if (known === null) throw noSuchSecret(scope);
    const users = await usersWithout(trx, known);
    if (users.length > 0) throw inUse(scope, users);
    await deleteSecret(trx, known.id);
    await removeUnusedSecretVersions(trx, environment.id);
    await audit(trx, context, {
      at,
      action: 'secret.deleted',
      place: names,
      subject: `environment ${environmentTitle(names)}`,
      details: { ...scope },
    });
    return known;
  });
  return { secret: encode(secret), pendingChanges: [...(await pendingChanges(secret.environmentId))] };
}

/** Names of the standalone services that reference the secret and would find no other one in its place. */
async function usersWithout(db: Reader, { id, environmentId, name, service }: Secret): Promise<readonly string[]> {
  const others = (await listSecrets(db, environmentId)).filter((other) => other.id !== id && other.name === name);
  const isFor = (secret: SecretScope, user: string) => secret.service === '' || secret.service === user;
  return (await listStandaloneServices(db, environmentId))
    .filter(({ settings }) => settings.secretRefs.some(({ secret }) => secret === name))
    .map((user) => user.name)
    .filter((user) => isFor({ name, service }, user) && !others.some((other) => isFor(other, user)));
}

function inUse({ name }: SecretScope, users: readonly string[]): AppError {
  return new AppError('secret_in_use', {
    message: `secret ${name} is used by ${users.length === 1 ? 'the standalone service' : 'the standalone services'} ${users.join(', ')}`,
    nextActions: users.flatMap((user) => [
      `devopsellence service update ${user} --secret ENV=OTHER_SECRET`,
      `devopsellence service delete ${user}`,
    ]),
  });
}

interface SecretScope {
  readonly name: string;
  /** Empty: for the whole environment. */
  readonly service: string;
}

function requireScope({ name, service }: SecretScope): SecretScope {
  return {
    name: requireName('secret', name),
    service: service === '' ? '' : requireServiceName(service),
  };
}

function requireValue(value: string): string {
  if (value === '') throw invalidValue('it is empty');
  if (Buffer.byteLength(value) > MAX_VALUE_BYTES) throw invalidValue('it is longer than 64 KiB');
  if (value.includes('\0')) throw invalidValue('it contains a zero byte, which no environment variable can hold');
  return value;
}

function encode(secret: Secret): wire.Secret {
  const { name, service, versionId, updatedAt, updatedBy } = secret;
  return { name, service, versionId, updatedAtMs: updatedAt, updatedBy };
}

function invalidValue(reason: string): AppError {
  return new AppError('invalid_argument', { message: 'the value cannot be stored as a secret', reason });
}

function noSuchSecret({ name, service }: SecretScope): AppError {
  return new AppError('not_found', {
    message: `there is no secret ${name} ${service === '' ? 'for the whole environment' : `of service ${service}`}`,
    nextActions: ['devopsellence secret list'],
  });
}
