import { AppError } from '@devopsellence/core';
import type { Naming } from '../container-engine.js';
import type { DockerClient, DockerContainer } from './docker-client.js';
import { aliasesOf, type DockerContainers } from './docker-containers.js';
import { ensuring, reasonOf, statusOf } from './docker-failure.js';
import { inTime } from './in-time.js';

/**
 * Where containers are on their networks, and by which name.
 *
 * Docker knows no change of that for a container that is on a network: it is taken off and put back. Its sockets outlive
 * that, and with the same address (and with it the same hardware address) its connections do too: the packets of that
 * moment are lost and sent again.
 */
export class DockerEndpoints {
  readonly #docker: DockerClient;
  readonly #containers: DockerContainers;

  constructor(docker: DockerClient, containers: DockerContainers) {
    this.#docker = docker;
    this.#containers = containers;
  }

  async name(id: string, naming: Naming, signal: AbortSignal): Promise<void> {
    await ensuring('change the name of a container', signal, [404], async () => {
      const { State, HostConfig } = await this.#inspect(id, signal);
      // One on the machine's own network is on no other, and has no name there.
      if (State.Running && HostConfig.NetworkMode === naming.place.network) await this.#putBack(id, naming, signal);
    });
  }

  /**
   * Starts a container. The address that it was last put back with may have gone to another one while it did not run: then
   * it takes any.
   */
  start(id: string, signal: AbortSignal): Promise<void> {
    return this.#atAnyAddress(id, () => this.#containers.start(id, signal), signal);
  }

  /** Restarts a container, which leaves its address to others for a moment, too. */
  restart(id: string, graceMs: number, signal: AbortSignal): Promise<void> {
    return this.#atAnyAddress(id, () => this.#containers.restart(id, graceMs, signal), signal);
  }

  async #atAnyAddress(id: string, start: () => Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await start();
    } catch (error) {
      if (!(error instanceof AppError) || !isAddressTaken(error.cause)) throw error;
      await ensuring('give a container another address', signal, [404], () => this.#forgetAddress(id, signal));
      await this.#containers.start(id, signal);
    }
  }

  async #putBack(id: string, { place: { network, address }, name }: Naming, signal: AbortSignal): Promise<void> {
    await this.#takeOff(id, network, signal);
    // From here on nothing may come between: a container that is off its network serves nobody.
    const { signal: anyway } = new AbortController();
    const aliases = name === null ? [] : [name];
    if (address === null) return this.#connect(id, { network, aliases }, anyway);
    try {
      await this.#connect(id, { network, aliases, address }, anyway);
    } catch (error) {
      if (statusOf(error) === null || statusOf(error) === 404) throw error;
      await this.#connect(id, { network, aliases }, anyway); // the network does not keep addresses, or it is taken
    }
  }

  async #forgetAddress(id: string, signal: AbortSignal): Promise<void> {
    const container = await this.#inspect(id, signal);
    const network = container.HostConfig.NetworkMode ?? '';
    const aliases = aliasesOf(container);
    await this.#takeOff(id, network, signal);
    await this.#connect(id, { network, aliases }, signal);
  }

  #inspect(id: string, signal: AbortSignal): Promise<DockerContainer> {
    return inTime(signal, (abortSignal) => this.#docker.getContainer(id).inspect({ abortSignal }));
  }

  async #takeOff(Container: string, network: string, signal: AbortSignal): Promise<void> {
    try {
      await inTime(signal, () => this.#docker.getNetwork(network).disconnect({ Container, Force: false }));
    } catch (error) {
      if (!reasonOf(error).includes('is not connected')) throw error;
    }
  }

  async #connect(Container: string, at: Endpoint, signal: AbortSignal): Promise<void> {
    const IPAMConfig = at.address === undefined ? {} : { IPv4Address: at.address };
    const EndpointConfig = { Aliases: [...at.aliases], IPAMConfig };
    await inTime(signal, () => this.#docker.getNetwork(at.network).connect({ Container, EndpointConfig }));
  }
}

interface Endpoint {
  readonly network: string;
  readonly aliases: readonly string[];
  readonly address?: string;
}

function isAddressTaken(error: unknown): boolean {
  return reasonOf(error).includes('Address already in use');
}
