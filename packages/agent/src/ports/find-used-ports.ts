import type { DesiredService, ObservedContainer, PublishedPortSpec } from '@devopsellence/core';
import type { ContainerEngine } from '../engine/container-engine.js';
import { listeningSockets } from './listening-sockets.js';
import { hostContainers, type UsedPort, usedPorts } from './used-ports.js';

export interface PortSources {
  readonly engine: ContainerEngine;
  /** Containers as they were seen last. */
  readonly seen: () => readonly ObservedContainer[];
  /** Null when the service is not desired on this node. */
  readonly desired: (environmentId: string, service: string) => DesiredService | null;
}

/** Looks at engine and machine for who has the ports. The agent is in the machine's own network. */
export async function findUsedPorts(
  { engine, seen, desired }: PortSources,
  ports: readonly PublishedPortSpec[],
  signal: AbortSignal,
): Promise<readonly UsedPort[]> {
  const [published, listening] = await Promise.all([engine.publishedPorts(signal), listeningSockets()]);
  return usedPorts(ports, { published, listening, onHost: hostContainers(seen(), desired) });
}
