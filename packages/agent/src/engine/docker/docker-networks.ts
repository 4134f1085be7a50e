import { AppError, MANAGED_LABEL, ownedBy } from '@devopsellence/core';
import type { EngineNetwork } from '../container-engine.js';
import { environmentLabels, environmentOf, KEEPS_ADDRESSES } from '../labels.js';
import type { DockerClient, NetworkCreateOptions } from './docker-client.js';
import { asking, ensuring } from './docker-failure.js';
import { inTime } from './in-time.js';

interface EnvironmentOwned {
  readonly name: string;
  readonly environmentId: string;
}

/**
 * Networks and volumes on a Docker Engine: the part of `ContainerEngine` that is about them. A volume counts as ours
 * whichever node it was made for: a machine that joined again under another name finds its data.
 */
export class DockerNetworks {
  readonly #docker: DockerClient;
  readonly #nodeId: string;

  constructor(docker: DockerClient, nodeId: string) {
    this.#docker = docker;
    this.#nodeId = nodeId;
  }

  async list(signal: AbortSignal): Promise<readonly EngineNetwork[]> {
    const filters = { label: ownedBy(this.#nodeId) };
    const networks = await asking('list networks', signal, () =>
      inTime(signal, (abortSignal) => this.#docker.listNetworks({ filters, abortSignal })),
    );
    return Promise.all(
      networks.map(async ({ Id, Name, Labels }) => ({
        id: Id,
        name: Name,
        environmentId: environmentOf(Labels ?? {}),
        attached: await this.#attached(Id, signal),
        keepsAddresses: Labels?.[KEEPS_ADDRESSES] === 'true',
      })),
    );
  }

  /** With a subnet of its own: only on such a network may a container ask for an address. */
  async create({ name, environmentId }: EnvironmentOwned, signal: AbortSignal): Promise<void> {
    if (await this.#isThere(name, signal)) return;
    const Subnet = await this.#freeSubnet(name, signal);
    const Labels = { ...environmentLabels(this.#nodeId, environmentId), [KEEPS_ADDRESSES]: 'true' };
    const options = { Name: name, CheckDuplicate: true, Labels, IPAM: { Driver: 'default', Config: [{ Subnet }] } };
    await ensuring(`create network ${name}`, signal, [409], () => this.#make(options, signal));
    if (!(await this.#isThere(name, signal))) throw foreign('network', name);
  }

  remove(id: string, signal: AbortSignal): Promise<void> {
    const network = this.#docker.getNetwork(id);
    return ensuring('remove the network', signal, [404], () =>
      inTime(signal, (abortSignal) => network.remove({ abortSignal })),
    );
  }

  async listVolumes(signal: AbortSignal): Promise<readonly string[]> {
    const { Volumes } = await asking('list volumes', signal, () =>
      inTime(signal, (abortSignal) =>
        this.#docker.listVolumes({ filters: { label: [`${MANAGED_LABEL}=true`] }, abortSignal }),
      ),
    );
    return Volumes.map((volume) => volume.Name);
  }

  async createVolume({ name, environmentId }: EnvironmentOwned, signal: AbortSignal): Promise<void> {
    const Labels = environmentLabels(this.#nodeId, environmentId);
    const attempt = `create volume ${name}`;
    // Docker answers with the existing volume when there is one, whoever made it.
    await ensuring(attempt, signal, [], async () => {
      const found = await inTime(signal, async (abortSignal) => {
        const volume = await this.#docker.createVolume({ Name: name, Driver: 'local', Labels, abortSignal });
        return await volume.inspect({ abortSignal });
      });
      if (found.Labels?.[MANAGED_LABEL] !== 'true') throw foreign('volume', name);
    });
  }

  async #isThere(name: string, signal: AbortSignal): Promise<boolean> {
    const filters = { name: [name], label: ownedBy(this.#nodeId) };
    const networks = await asking('list networks', signal, () =>
      inTime(signal, (abortSignal) => this.#docker.listNetworks({ filters, abortSignal })),
    );
    return networks.some((network) => network.Name === name);
  }

  /** Only the engine knows what is free on its machine: it says so for a network that does not stay. */
  async #freeSubnet(name: string, signal: AbortSignal): Promise<string> {
    const sample = `${name}-subnet`;
    await this.#dropSample(sample, signal); // one that was cut off may have left it
    const Labels = { [MANAGED_LABEL]: 'true' };
    const seen = await asking('find a free subnet', signal, async () => {
      await this.#make({ Name: sample, CheckDuplicate: true, Labels }, signal);
      return await inTime(signal, () => this.#docker.getNetwork(sample).inspect());
    });
    await this.#dropSample(sample, signal);
    const subnet = seen.IPAM?.Config?.[0]?.Subnet;
    if (subnet !== undefined) return subnet;
    throw new AppError('engine_failed', { message: 'the engine gives networks no subnet' });
  }

  async #dropSample(sample: string, signal: AbortSignal): Promise<void> {
    const filters = { name: [sample], label: [`${MANAGED_LABEL}=true`] };
    const networks = await asking('list networks', signal, () =>
      inTime(signal, (abortSignal) => this.#docker.listNetworks({ filters, abortSignal })),
    );
    for (const { Id, Name } of networks) if (Name === sample) await this.remove(Id, signal);
  }

  /** Engines below API 1.44 let two networks have one name unless asked not to. */
  #make(options: NetworkCreateOptions, signal: AbortSignal) {
    return inTime(signal, (abortSignal) => this.#docker.createNetwork({ ...options, abortSignal }));
  }

  /** The list of networks does not say what is attached; one that went away meanwhile has nothing attached. */
  async #attached(id: string, signal: AbortSignal): Promise<readonly string[]> {
    let attached: readonly string[] = [];
    await ensuring('inspect a network', signal, [404], async () => {
      const network = await inTime(signal, () => this.#docker.getNetwork(id).inspect());
      attached = Object.keys(network.Containers ?? {});
    });
    return attached;
  }
}

function foreign(noun: string, name: string): AppError {
  return new AppError('name_taken', {
    message: `there is a ${noun} named ${name} already, and it is not one of this node's`,
    nextActions: [`docker ${noun} inspect ${name}`, `docker ${noun} rm ${name}`],
  });
}
