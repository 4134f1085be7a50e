import { AppError } from '../failure.js';
import type { ContainerDefinition, SecretBinding } from '../model/desired-state.js';
import type { PinnedImage } from '../model/image.js';
import type { EnvironmentSpec, ServiceSpec } from '../model/spec.js';
import { volumeName } from '../reconcile/naming.js';

/** A release of an environment, and the versions of secrets that it is to run with. */
export interface ReleaseParts {
  readonly environmentId: string;
  readonly releaseId: string;
  readonly spec: EnvironmentSpec;
  /** By service. */
  readonly images: Readonly<Record<string, PinnedImage>>;
  /** By service. */
  readonly secrets: ReadonlyMap<string, readonly SecretBinding[]>;
}

/** What a container of the service is made of. */
export function containerDefinition(spec: ServiceSpec, slug: string, release: ReleaseParts): ContainerDefinition {
  const image = release.images[spec.name];
  if (image === undefined) {
    throw new AppError('internal', { message: `release ${release.releaseId} has no image for service ${spec.name}` });
  }
  const secrets = release.secrets.get(spec.name) ?? [];
  const secret = new Set(secrets.map((binding) => binding.env));
  return {
    image,
    entrypoint: spec.command,
    command: spec.args,
    // A variable that is both given and bound to a secret gets the secret.
    env: Object.fromEntries(Object.entries(spec.env).filter(([name]) => !secret.has(name))),
    secrets,
    volumes: spec.volumes.map(({ source, target }) => ({ name: volumeName(slug, source), target })),
    ports: spec.ports,
    resources: spec.resources,
  };
}
