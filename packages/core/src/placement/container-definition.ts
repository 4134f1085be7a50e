import { AppError } from '../failure.js';
import type { ContainerDefinition, SecretBinding, VolumeBinding } from '../model/desired-state.js';
import type { PinnedImage } from '../model/image.js';
import type { EnvironmentSpec, ServiceSpec, VolumeMount } from '../model/spec.js';
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
  const { command: entrypoint, args: command, env, volumes, ports, resources } = spec;
  const secrets = release.secrets.get(spec.name) ?? [];
  return definitionOf({ image, entrypoint, command, env, secrets, volumes, ports, resources }, slug);
}

/** What a container is made of, with its volumes by the names that they have in the environment. */
export interface ContainerParts extends Omit<ContainerDefinition, 'volumes'> {
  readonly volumes: readonly (VolumeMount & { readonly isReadOnly?: boolean })[];
}

/** A variable that is both given and bound to a secret gets the secret. */
export function definitionOf({ volumes, ...parts }: ContainerParts, slug: string): ContainerDefinition {
  const secret = new Set(parts.secrets.map((binding) => binding.env));
  return {
    ...parts,
    env: Object.fromEntries(Object.entries(parts.env).filter(([name]) => !secret.has(name))),
    volumes: volumes.map(({ source, target, isReadOnly }): VolumeBinding => {
      const name = volumeName(slug, source);
      return isReadOnly === true ? { name, target, isReadOnly } : { name, target };
    }),
  };
}
