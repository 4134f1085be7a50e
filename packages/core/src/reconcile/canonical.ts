import type { ContainerDefinition, VolumeBinding } from '../model/desired-state.js';
import { engineReference } from '../model/image.js';
import type { StandaloneTraits } from '../model/standalone.js';
import { networkName } from './naming.js';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The text that is hashed into `DesiredService.hash`: everything a container is made of, and nothing else.
 *
 * It covers the definition, the service's name (its alias on the network) and the network. It leaves out what can change
 * under a running container (readiness, stop grace, order, dependencies, release) and the tag of the image: a tag that was
 * moved back to the same digest is the same image. Secrets count by version id. Equal definitions give equal text, however
 * their lists of bindings, mounts and ports are sorted.
 */
export function canonicalDefinition(input: {
  readonly slug: string;
  readonly service: string;
  readonly definition: ContainerDefinition;
}): string {
  const { definition } = input;
  return canonicalText({
    format: 1,
    network: networkName(input.slug),
    service: input.service,
    image: engineReference(definition.image),
    entrypoint: definition.entrypoint,
    command: definition.command,
    env: definition.env,
    secrets: sortedBy(definition.secrets, (binding) => binding.env).map(({ env, versionId }) => [env, versionId]),
    volumes: sortedBy(definition.volumes, (mount) => mount.target).map(volumeText),
    ports: sortedBy(definition.ports, (port) => port.name).map(({ name, port }) => [name, port]),
    memoryBytes: definition.resources.memoryBytes,
    cpus: definition.resources.cpus,
    ...(definition.standalone === undefined ? {} : { standalone: traitsText(definition.standalone) }),
  });
}

function volumeText({ name, target, isReadOnly }: VolumeBinding): Json {
  return isReadOnly === true ? [name, target, 'ro'] : [name, target];
}

function traitsText(traits: StandaloneTraits): Json {
  const ports = traits.publishedPorts.map(({ port, protocol }) => `${port}/${protocol}`);
  return { ...traits, publishedPorts: ports.toSorted() };
}

/** JSON with the keys of every object sorted by code unit: the locale of the machine has no say in a hash. */
function canonicalText(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = sortedBy(Object.entries(value), ([key]) => key);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`).join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function sortedBy<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  return values.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
