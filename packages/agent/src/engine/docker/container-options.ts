import {
  engineReference,
  type PublishedPortSpec,
  type StandaloneTraits,
  type VolumeBinding,
} from '@devopsellence/core';
import type { NewContainer } from '../container-engine.js';
import { containerLabels } from '../labels.js';
import type { DockerContainerOptions } from './docker-client.js';

/** What Docker calls the network of the machine itself. */
export const HOST_NETWORK = 'host';

const LOG_CONFIG = { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '5' } };

/** What Docker is told to create. `Init` stays with the engine's own default: its helper is not installed everywhere. */
export function containerOptions(nodeId: string, container: NewContainer): DockerContainerOptions {
  const { name, definition, secretEnv } = container;
  const { entrypoint, command, resources, standalone } = definition;
  return {
    name,
    Image: engineReference(definition.image),
    ...(entrypoint.length === 0 ? {} : { Entrypoint: [...entrypoint] }),
    ...(command.length === 0 ? {} : { Cmd: [...command] }),
    Env: Object.entries({ ...definition.env, ...secretEnv }).map(([key, value]) => `${key}=${value}`),
    Labels: {
      ...standalone?.labels,
      ...containerLabels(nodeId, { ...container, isStandalone: standalone !== undefined }),
    },
    HostConfig: {
      // The agent restarts containers of a release itself: it knows their dependencies and their backoff.
      RestartPolicy: { Name: standalone === undefined ? 'no' : 'unless-stopped' },
      LogConfig: LOG_CONFIG,
      Mounts: definition.volumes.map(volumeMount),
      ...(resources.memoryBytes === null ? {} : { Memory: resources.memoryBytes, MemorySwap: resources.memoryBytes }),
      ...(resources.cpus === null ? {} : { NanoCpus: Math.round(resources.cpus * 1e9) }),
      ...(standalone === undefined ? {} : rightsOf(standalone)),
      ...networkMode(container),
    },
    ...connections(container),
  };
}

function rightsOf({ isNetAdmin, isPrivileged }: StandaloneTraits) {
  // A privileged container has every capability already.
  return { Privileged: isPrivileged, CapAdd: isNetAdmin && !isPrivileged ? ['NET_ADMIN'] : [] };
}

function networkMode({ network, definition: { standalone } }: NewContainer) {
  if (standalone?.isHostNetwork === true) return { NetworkMode: HOST_NETWORK };
  const ports = standalone?.publishedPorts ?? [];
  const bindings = ports.map((published) => [portText(published), [{ HostPort: String(published.port) }]] as const);
  return { NetworkMode: network, ...(ports.length === 0 ? {} : { PortBindings: Object.fromEntries(bindings) }) };
}

function connections({ network, service, isNamed, definition: { standalone } }: NewContainer) {
  if (standalone?.isHostNetwork === true) return {};
  const exposed = (standalone?.publishedPorts ?? []).map((published) => [portText(published), {}] as const);
  return {
    ...(exposed.length === 0 ? {} : { ExposedPorts: Object.fromEntries(exposed) }),
    NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: isNamed ? [service] : [] } } },
  };
}

function portText({ port, protocol }: PublishedPortSpec): string {
  return `${port}/${protocol}`;
}

function volumeMount({ name, target, isReadOnly }: VolumeBinding) {
  return { Type: 'volume', Source: name, Target: target, ReadOnly: isReadOnly === true } as const;
}
