import { engineReference } from '@devopsellence/core';
import type { NewContainer } from '../container-engine.js';
import { containerLabels } from '../labels.js';
import type { DockerContainerOptions } from './docker-client.js';

const LOG_CONFIG = { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '5' } };

/** What Docker is told to create. `Init` stays with the engine's own default: its helper is not installed everywhere. */
export function containerOptions(nodeId: string, container: NewContainer): DockerContainerOptions {
  const { name, network, service, taskRun, definition, secretEnv } = container;
  const { entrypoint, command, resources } = definition;
  return {
    name,
    Image: engineReference(definition.image),
    ...(entrypoint.length === 0 ? {} : { Entrypoint: [...entrypoint] }),
    ...(command.length === 0 ? {} : { Cmd: [...command] }),
    Env: Object.entries({ ...definition.env, ...secretEnv }).map(([key, value]) => `${key}=${value}`),
    Labels: containerLabels(nodeId, container),
    HostConfig: {
      // The agent restarts containers itself: it knows their dependencies and their backoff.
      RestartPolicy: { Name: 'no' },
      NetworkMode: network,
      LogConfig: LOG_CONFIG,
      Mounts: definition.volumes.map(volumeMount),
      ...(resources.memoryBytes === null ? {} : { Memory: resources.memoryBytes, MemorySwap: resources.memoryBytes }),
      ...(resources.cpus === null ? {} : { NanoCpus: Math.round(resources.cpus * 1e9) }),
    },
    NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: taskRun === null ? [service] : [] } } },
  };
}

function volumeMount(volume: { readonly name: string; readonly target: string }) {
  return { Type: 'volume', Source: volume.name, Target: volume.target } as const;
}
