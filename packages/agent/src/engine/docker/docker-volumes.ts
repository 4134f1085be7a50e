import { AppError, MANAGED_LABEL } from '@devopsellence/core';
import type { EngineVolume } from '../container-engine.js';
import { environmentOf, isOwned } from '../labels.js';
import type { DockerClient } from './docker-client.js';
import { asking, engineFailure, reasonOf, statusOf } from './docker-failure.js';
import { inTime } from './in-time.js';

/** Volumes on a Docker Engine as operators look at them, and the one way to remove one. */
export class DockerVolumes {
  readonly #docker: DockerClient;
  readonly #nodeId: string;

  constructor(docker: DockerClient, nodeId: string) {
    this.#docker = docker;
    this.#nodeId = nodeId;
  }

  async describe(signal: AbortSignal): Promise<readonly EngineVolume[]> {
    const filters = { label: [`${MANAGED_LABEL}=true`] };
    const { Volumes } = await asking('list volumes', signal, () =>
      inTime(signal, (abortSignal) => this.#docker.listVolumes({ filters, abortSignal })),
    );
    const users = await this.#users(signal);
    return Volumes.map(({ Name, Labels }) => ({
      name: Name,
      environmentId: environmentOf(Labels ?? {}),
      isOwn: isOwned(Labels ?? {}, this.#nodeId),
      usedBy: users.get(Name) ?? [],
    }));
  }

  async remove(name: string, signal: AbortSignal): Promise<void> {
    await this.#requireOwn(name, signal);
    const volume = this.#docker.getVolume(name);
    try {
      // Without force: the engine refuses while a container has it.
      await inTime(signal, (abortSignal) => volume.remove({ abortSignal }));
    } catch (error) {
      if (statusOf(error) === 404) throw noSuchVolume(name);
      if (statusOf(error) === 409) throw inUse(name, (await this.#users(signal)).get(name) ?? [], error);
      throw engineFailure(`remove volume ${name}`, signal, error);
    }
  }

  async #requireOwn(name: string, signal: AbortSignal): Promise<void> {
    try {
      const { Labels } = await inTime(signal, (abortSignal) => this.#docker.getVolume(name).inspect({ abortSignal }));
      if (!isOwned(Labels ?? {}, this.#nodeId)) throw noSuchVolume(name);
    } catch (error) {
      if (statusOf(error) === 404) throw noSuchVolume(name);
      throw engineFailure(`inspect volume ${name}`, signal, error);
    }
  }

  /** The containers that have each volume, by its name. */
  async #users(signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
    const containers = await asking('list containers', signal, () =>
      inTime(signal, (abortSignal) => this.#docker.listContainers({ all: true, abortSignal })),
    );
    const users = new Map<string, string[]>();
    for (const { Names, Id, Mounts } of containers) {
      for (const { Name } of Mounts) {
        if (Name === undefined || Name === '') continue;
        const known = users.get(Name) ?? [];
        users.set(Name, [...known, Names[0]?.replace(/^\//, '') ?? Id]);
      }
    }
    return users;
  }
}

/** Also for one that is somebody else's: what does not carry this node's labels does not exist for it. */
export function noSuchVolume(name: string): AppError {
  return new AppError('not_found', {
    message: `there is no volume ${JSON.stringify(name)} of this node`,
    reason: 'only volumes that devopsellence made for this very node can be removed',
  });
}

export function inUse(name: string, containers: readonly string[], cause?: unknown): AppError {
  return new AppError('volume_in_use', {
    message: `volume ${name} is used by ${containers.length === 0 ? 'a container' : containers.join(', ')}`,
    ...(cause === undefined ? {} : { reason: reasonOf(cause), cause }),
    nextActions: ['take it out of the config, devopsellence deploy, then remove it'],
  });
}
