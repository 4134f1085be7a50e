import type { SecretBinding } from '../model/desired-state.js';
import type { SecretRef, ServiceSpec } from '../model/spec.js';

/** A stored secret of the environment, by its current version. */
export interface SecretVersion {
  readonly name: string;
  /** Empty: for the whole environment. */
  readonly service: string;
  readonly versionId: string;
}

/** A variable whose secret is stored neither for the service nor for the environment. */
export interface MissingSecret {
  readonly service: string;
  readonly env: string;
  readonly secret: string;
}

export interface BoundSecrets {
  /** By service. */
  readonly bindings: ReadonlyMap<string, readonly SecretBinding[]>;
  readonly missing: readonly MissingSecret[];
}

/** A service with the secrets that it names. */
export type SecretUser = Pick<ServiceSpec, 'name' | 'secretRefs'>;

/** Finds the version for every secret reference of the spec: the service's own secret first, then the environment's. */
export function bindSecrets(
  spec: { readonly services: readonly SecretUser[] },
  stored: readonly SecretVersion[],
): BoundSecrets {
  const versions = new Map(stored.map((secret) => [keyOf(secret.service, secret.name), secret.versionId]));
  const bindings = new Map<string, readonly SecretBinding[]>();
  const missing: MissingSecret[] = [];
  for (const service of spec.services) {
    const bound = service.secretRefs.flatMap((ref) => bind(service, ref, versions) ?? []);
    bindings.set(service.name, bound);
    const names = new Set(bound.map((binding) => binding.env));
    const unbound = service.secretRefs.filter((ref) => !names.has(ref.name));
    missing.push(...unbound.map((ref) => ({ service: service.name, env: ref.name, secret: ref.secret })));
  }
  return { bindings, missing };
}

function bind(service: SecretUser, ref: SecretRef, versions: ReadonlyMap<string, string>): SecretBinding | null {
  const versionId = versions.get(keyOf(service.name, ref.secret)) ?? versions.get(keyOf('', ref.secret));
  return versionId === undefined ? null : { env: ref.name, secret: ref.secret, versionId };
}

/** Neither part can hold a slash. */
function keyOf(service: string, name: string): string {
  return `${service}/${name}`;
}
