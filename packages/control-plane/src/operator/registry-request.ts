import { AppError } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import { normalRegistryHost } from '../gateway/registry-host.js';
import { requireName } from './names.js';

const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::[0-9]{1,5})?$/;
const NAMESPACE_PART = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const MAX_NAMESPACE_LENGTH = 128;
const MAX_CREDENTIAL_LENGTH = 16 * 1024;

/** What an operator wants a registry to be. */
export interface RegistryChange {
  readonly organization: string;
  readonly host: string;
  /** Null: as stored. */
  readonly credential: { readonly username: string; readonly password: string } | null;
  /** Below which deploys push; null: they do not push here; undefined: as stored. */
  readonly namespace: string | null | undefined;
}

/** Throws `invalid_argument` for what no registry can be. */
export function requireRegistryChange(request: wire.SetRegistryRequest__Output): RegistryChange {
  const { username, password, namespace, pullOnly } = request;
  if (pullOnly && namespace !== '') throw invalid('deploys either push below a namespace, or not at all');
  return {
    organization: requireName('organization', request.organization),
    host: requireHost(request.host),
    credential: username === '' && password === '' ? null : requireCredential(username, password),
    namespace: pullOnly ? null : requireNamespace(namespace),
  };
}

/** As in image references, in the one spelling it is stored under. */
export function requireHost(text: string): string {
  const host = normalRegistryHost(text);
  if (HOST.test(host)) return host;
  throw invalid(
    `${JSON.stringify(text.slice(0, 80))} is not the host of a registry`,
    'expected HOST or HOST:PORT, as in image references, for example ghcr.io',
  );
}

function requireNamespace(text: string): string | undefined {
  if (text === '') return undefined;
  const isShort = text.length <= MAX_NAMESPACE_LENGTH;
  if (isShort && text.split('/').every((part) => NAMESPACE_PART.test(part))) return text;
  throw invalid(
    `${JSON.stringify(text.slice(0, 80))} is not a namespace of a registry`,
    'expected small letters and digits, with . _ - between them and / between folders, as in image references',
  );
}

function requireCredential(username: string, password: string) {
  for (const [field, value] of Object.entries({ username, password })) {
    if (value === '' || value.length > MAX_CREDENTIAL_LENGTH) throw invalid(`the ${field} is empty or too long`);
  }
  return { username, password };
}

function invalid(message: string, reason?: string): AppError {
  return new AppError('invalid_argument', { message, ...(reason === undefined ? {} : { reason }) });
}
