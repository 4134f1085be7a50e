import type { ContainerState, Instant, ObservedContainer } from '@devopsellence/core';
import { AppError, ownedBy } from '@devopsellence/core';
import type { ListedContainer, NewContainer } from '../container-engine.js';
import { isOwned, readContainerLabels } from '../labels.js';
import { containerOptions, HOST_NETWORK } from './container-options.js';
import type { DockerClient, DockerContainer, DockerContainerSummary } from './docker-client.js';
import { asking, engineFailure, ensuring, reasonOf, statusOf } from './docker-failure.js';
import { ANSWER_MS, inTime } from './in-time.js';

/** Containers of one node on a Docker Engine: the part of `ContainerEngine` that is about them. */
export class DockerContainers {
  readonly #docker: DockerClient;
  readonly #nodeId: string;

  constructor(docker: DockerClient, nodeId: string) {
    this.#docker = docker;
    this.#nodeId = nodeId;
  }

  async list(signal: AbortSignal): Promise<readonly ListedContainer[]> {
    const filters = { label: ownedBy(this.#nodeId) };
    const containers = await asking('list containers', signal, () =>
      inTime(signal, (abortSignal) => this.#docker.listContainers({ all: true, filters, abortSignal })),
    );
    return containers.map(listed);
  }

  async inspect(id: string, signal: AbortSignal): Promise<ObservedContainer | null> {
    try {
      const seen = this.#docker.getContainer(id);
      const container = await inTime(signal, (abortSignal) => seen.inspect({ abortSignal }));
      return isOwned(container.Config.Labels, this.#nodeId) ? observed(container) : null;
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw engineFailure('inspect a container', signal, error);
    }
  }

  async create(container: NewContainer, signal: AbortSignal): Promise<string> {
    const options = containerOptions(this.#nodeId, container);
    try {
      const created = await inTime(signal, (abortSignal) => this.#docker.createContainer({ ...options, abortSignal }));
      return created.id;
    } catch (error) {
      if (statusOf(error) === 409) throw nameTaken(container.name, error);
      throw engineFailure(`create container ${container.name}`, signal, error);
    }
  }

  start(id: string, signal: AbortSignal): Promise<void> {
    const container = this.#docker.getContainer(id);
    return ensuring('start the container', signal, [304], async () => {
      try {
        await inTime(signal, (abortSignal) => container.start({ abortSignal }));
      } catch (error) {
        if (isPortTaken(error)) throw portInUse(error);
        if (!isNoSuchContainer(error)) throw error;
      }
    });
  }

  stop(id: string, graceMs: number, signal: AbortSignal): Promise<void> {
    const container = this.#docker.getContainer(id);
    const t = Math.ceil(graceMs / 1000);
    return ensuring('stop the container', signal, [304, 404], () =>
      inTime(signal, (abortSignal) => container.stop({ t, abortSignal }), graceMs + ANSWER_MS),
    );
  }

  async restart(id: string, graceMs: number, signal: AbortSignal): Promise<void> {
    const container = this.#docker.getContainer(id);
    const t = Math.ceil(graceMs / 1000);
    try {
      await inTime(signal, (abortSignal) => container.restart({ t, abortSignal }), graceMs + ANSWER_MS);
    } catch (error) {
      if (!isNoSuchContainer(error)) throw engineFailure('restart the container', signal, error);
      throw new AppError('service_not_running', { message: 'the container is gone', cause: error });
    }
  }

  remove(id: string, signal: AbortSignal): Promise<void> {
    const container = this.#docker.getContainer(id);
    // 409: its removal is in progress.
    return ensuring('remove the container', signal, [404], async () => {
      try {
        await inTime(signal, (abortSignal) => container.remove({ v: true, abortSignal }));
      } catch (error) {
        if (statusOf(error) !== 409 || !reasonOf(error).includes('already in progress')) throw error;
      }
    });
  }
}

function nameTaken(name: string, cause: unknown): AppError {
  return new AppError('name_taken', {
    message: `there is a container named ${name} already`,
    nextActions: [`docker inspect ${name}`, `docker rm -f ${name}`],
    cause,
  });
}

/** A network that is gone is a 404, too. */
function isNoSuchContainer(error: unknown): boolean {
  return statusOf(error) === 404 && reasonOf(error).includes('No such container');
}

function isPortTaken(error: unknown): boolean {
  return /port is already allocated|bind: address already in use/.test(reasonOf(error));
}

function portInUse(cause: unknown): AppError {
  const reason = reasonOf(cause);
  const port = /(?:Bind for|listen (?:tcp|udp)\d?) \S*?:(\d+)/.exec(reason)?.[1];
  return new AppError('port_in_use', {
    message: `${port === undefined ? 'a port that it publishes' : `port ${port}`} is taken on this machine already`,
    reason,
    nextActions: ['docker ps --format "{{.Names}} {{.Ports}}"', 'ss -ltnup'],
    cause,
  });
}

function listed(container: DockerContainerSummary): ListedContainer {
  const state = stateOf(container.State);
  const networks = container.NetworkSettings.Networks;
  const network = networks[container.HostConfig.NetworkMode] ?? Object.values(networks)[0];
  return {
    id: container.Id,
    name: plainName(container.Names[0] ?? ''),
    ...readContainerLabels(container.Labels),
    state,
    address:
      state === 'running' && container.State !== 'restarting'
        ? addressOn(container.HostConfig.NetworkMode, network)
        : null,
    imageId: container.ImageID,
  };
}

function observed(container: DockerContainer): ObservedContainer {
  const { State, NetworkSettings, HostConfig, Config } = container;
  const state = stateOf(State.Status);
  const network = NetworkSettings.Networks[HostConfig.NetworkMode ?? ''];
  const startedAt = moment(State.StartedAt);
  const hasEnded = state === 'exited' || State.Restarting;
  const labels = readContainerLabels(Config.Labels);
  return {
    id: container.Id,
    name: plainName(container.Name),
    ...labels,
    state,
    startedAt,
    exitCode: hasEnded ? State.ExitCode : null,
    // Docker notes the end of a short run before its start.
    finishedAt: hasEnded ? Math.max(moment(State.FinishedAt) ?? 0, startedAt ?? 0) || null : null,
    isOutOfMemory: hasEnded && State.OOMKilled,
    address: state === 'running' && !hasEnded ? addressOn(HostConfig.NetworkMode, network) : null,
    isNamed: HostConfig.NetworkMode === HOST_NETWORK || aliasesOf(container).includes(labels.service),
    imageId: container.Image,
  };
}

/** Where the agent, on the same machine, reaches the container. */
function addressOn(mode: string | undefined, network: { readonly IPAddress: string } | undefined): string | null {
  return mode === HOST_NETWORK ? '127.0.0.1' : network?.IPAddress || null;
}

/** The names by which others on its network find it; the engine adds the short form of its id. */
export function aliasesOf({ HostConfig, NetworkSettings }: DockerContainer): readonly string[] {
  const aliases: unknown = NetworkSettings.Networks[HostConfig.NetworkMode ?? '']?.Aliases;
  return Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [];
}

function stateOf(status: string): ContainerState {
  switch (status) {
    case 'created':
      return 'created';
    case 'running':
    case 'paused':
    case 'restarting':
      return 'running';
    default:
      return 'exited';
  }
}

/** Docker writes the year 1 for "never". */
function moment(text: string): Instant | null {
  const at = Date.parse(text);
  return at > 0 ? at : null;
}

function plainName(name: string): string {
  return name.replace(/^\//, '');
}
