import type { DesiredService, ObservedContainer, PublishedPortSpec } from '@devopsellence/core';
import type { EnginePort } from '../engine/container-engine.js';
import { socketKey } from './listening-sockets.js';

/** A container that is in the machine's own network, and the ports that it says it listens on there. */
export interface HostContainer extends Pick<EnginePort, 'container' | 'environmentId' | 'service'> {
  readonly ports: readonly number[];
}

/** Those of the observed containers that are at work in the machine's own network. */
export function hostContainers(
  containers: readonly ObservedContainer[],
  desired: (environmentId: string, service: string) => DesiredService | null,
): readonly HostContainer[] {
  return containers.flatMap(({ name: container, state, hash, environmentId, service }) => {
    const wanted = desired(environmentId, service);
    if (state !== 'running' || wanted?.hash !== hash || wanted.definition.standalone?.isHostNetwork !== true) return [];
    return [{ container, environmentId, service, ports: wanted.definition.ports.map(({ port }) => port) }];
  });
}

export interface PortFacts {
  /** By the containers of the engine. */
  readonly published: readonly EnginePort[];
  /** Of this node, at work. */
  readonly onHost: readonly HostContainer[];
  /** Keys of the ports on which a program of the machine waits for callers. */
  readonly listening: ReadonlySet<string>;
}

/** One of the asked ports that somebody has. `container` is empty when it is no container, as far as can be told. */
export interface UsedPort extends PublishedPortSpec, Pick<EnginePort, 'container' | 'environmentId' | 'service'> {}

const NOBODY = { container: '', environmentId: '', service: '' };

/**
 * Which of the ports the machine has in use, and by whom. A container that publishes a port is who has it: the engine may
 * have a program of its own listen there for it.
 */
export function usedPorts(asked: readonly PublishedPortSpec[], facts: PortFacts): readonly UsedPort[] {
  return asked.flatMap(({ protocol, port }) => {
    const publishers = facts.published.filter((each) => each.protocol === protocol && each.port === port);
    const containers = new Map(publishers.map((each) => [each.container, each]));
    if (containers.size > 0) return [...containers.values()].map((holder) => usedBy({ protocol, port }, holder));
    if (!facts.listening.has(socketKey({ protocol, port }))) return [];
    return [usedBy({ protocol, port }, facts.onHost.find(({ ports }) => ports.includes(port)) ?? NOBODY)];
  });
}

function usedBy({ protocol, port }: PublishedPortSpec, holder: typeof NOBODY): UsedPort {
  const { container, environmentId, service } = holder;
  return { protocol, port, container, environmentId, service };
}
