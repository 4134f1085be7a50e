import type { ObservedContainer, ObservedNetwork } from '@devopsellence/core';
import type { ContainerEngine, EngineEvent, EngineNetwork } from '../engine/container-engine.js';
import { ContainerView } from './container-view.js';

/** What the engine holds for this node, as far as the agent knows. */
export interface EngineSnapshot {
  readonly containers: readonly ObservedContainer[];
  readonly networks: readonly ObservedNetwork[];
  readonly volumes: readonly string[];
  readonly images: ReadonlySet<string>;
}

/**
 * Knows what is on the engine with as few calls as possible: everything is listed once, then events and the agent's own
 * actions say what has to be looked at again.
 */
export class EngineView {
  readonly containers: ContainerView;
  readonly #engine: ContainerEngine;
  readonly #networks = new Map<string, NetworkEntry>();
  #volumes: readonly string[] = [];
  #images: ReadonlySet<string> = new Set();
  #due: Due = { networks: true, volumes: true, images: true };

  constructor(engine: ContainerEngine) {
    this.#engine = engine;
    this.containers = new ContainerView(engine);
  }

  /** Whether there is something that `refresh` would ask the engine for. */
  get isStale(): boolean {
    const { networks, volumes, images } = this.#due;
    return this.containers.isStale || networks || volumes || images;
  }

  snapshot(): EngineSnapshot {
    const networks = [...this.#networks.values()].map((network) => ({ ...network, attached: network.attached.size }));
    return { containers: this.containers.all(), networks, volumes: this.#volumes, images: this.#images };
  }

  /** Asks the engine for what is stale. Rejects as the engine does, and then it is stale still. */
  async refresh(signal: AbortSignal): Promise<void> {
    const due = this.#due;
    this.#due = { networks: false, volumes: false, images: false };
    try {
      await Promise.all([
        this.containers.isStale ? this.containers.refresh(signal) : null,
        due.networks ? this.#listNetworks(signal) : null,
        due.volumes ? this.#listVolumes(signal) : null,
        due.images ? this.#listImages(signal) : null,
      ]);
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /** Events may have been missed: nothing that is known counts. */
  forget(): void {
    this.containers.forget();
    this.#due = { networks: true, volumes: true, images: true };
  }

  imagesChanged(): void {
    this.#due.images = true;
  }

  networksChanged(): void {
    this.#due.networks = true;
  }

  volumesChanged(): void {
    this.#due.volumes = true;
  }

  /** Takes in one event. */
  apply(event: EngineEvent): void {
    switch (event.kind) {
      case 'containerStarted':
        this.containers.started(event.containerId);
        break;
      case 'containerExited':
        this.containers.exited(event.containerId, event.at, event.exitCode);
        break;
      case 'containerRemoved':
        this.containers.removed(event.containerId);
        break;
      case 'containerChanged':
        this.containers.changed(event.containerId);
        break;
      case 'networkAttached':
        this.#networks.get(event.networkId)?.attached.add(event.containerId);
        break;
      case 'networkDetached':
        this.#networks.get(event.networkId)?.attached.delete(event.containerId);
        break;
      case 'networksChanged':
        this.networksChanged();
        break;
      case 'volumesChanged':
        this.volumesChanged();
        break;
      case 'imagesChanged':
        this.imagesChanged();
        break;
    }
  }

  async #listNetworks(signal: AbortSignal): Promise<void> {
    const networks = await this.#engine.listNetworks(signal);
    this.#networks.clear();
    for (const network of networks) this.#networks.set(network.id, entryOf(network));
  }

  async #listVolumes(signal: AbortSignal): Promise<void> {
    this.#volumes = await this.#engine.listVolumes(signal);
  }

  async #listImages(signal: AbortSignal): Promise<void> {
    this.#images = await this.#engine.listImages(signal);
  }
}

/** What has to be asked of the engine, beside containers. */
interface Due {
  networks: boolean;
  volumes: boolean;
  images: boolean;
}

interface NetworkEntry {
  readonly id: string;
  readonly name: string;
  readonly environmentId: string;
  readonly keepsAddresses: boolean;
  readonly attached: Set<string>;
}

function entryOf({ attached, ...network }: EngineNetwork): NetworkEntry {
  return { ...network, attached: new Set(attached) };
}
