import type { Instant, ObservedContainer, ObservedNetwork } from '@devopsellence/core';
import type { ContainerEngine, EngineEvent, EngineNetwork, ListedContainer } from '../engine/container-engine.js';

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
 *
 * Invariant: what changed while a refresh was under way is stale again after it, so that an answer that was on its way
 * never hides a newer event.
 */
export class EngineView {
  readonly #engine: ContainerEngine;
  readonly #containers = new Map<string, ObservedContainer>();
  readonly #networks = new Map<string, NetworkEntry>();
  #volumes: readonly string[] = [];
  #images: ReadonlySet<string> = new Set();
  #due: Due = everything();
  /** Containers that events spoke of since the refresh under way began. */
  #touched = new Set<string>();
  /** Containers that an action of the agent is at work on: they are looked at when it has ended, not before. */
  readonly #busy = new Set<string>();

  constructor(engine: ContainerEngine) {
    this.#engine = engine;
  }

  /** Whether there is something that `refresh` would ask the engine for. */
  get isStale(): boolean {
    const { containers, changed, networks, volumes, images } = this.#due;
    return containers || networks || volumes || images || changed.size > 0;
  }

  snapshot(): EngineSnapshot {
    return {
      containers: [...this.#containers.values()],
      networks: [...this.#networks.values()].map(({ attached, ...network }) => ({
        ...network,
        attached: attached.size,
      })),
      volumes: this.#volumes,
      images: this.#images,
    };
  }

  /** Asks the engine for what is stale. Rejects as the engine does, and then everything is stale. */
  async refresh(signal: AbortSignal): Promise<void> {
    const due = this.#due;
    this.#due = nothing();
    this.#touched = new Set();
    try {
      await Promise.all([
        due.containers ? this.#listContainers(signal) : this.#inspect(due.changed, signal),
        due.networks ? this.#listNetworks(signal) : null,
        due.volumes ? this.#listVolumes(signal) : null,
        due.images ? this.#listImages(signal) : null,
      ]);
    } catch (error) {
      this.#due = everything();
      throw error;
    }
    for (const id of this.#touched) this.#due.changed.add(id);
  }

  /** Events may have been missed: nothing that is remembered counts. */
  forgetEverything(): void {
    this.#containers.clear();
    this.#due = everything();
  }

  /** Lists the containers at the next refresh; what is known of their runs still counts. */
  listContainers(): void {
    this.#due.containers = true;
  }

  containerChanged(id: string): void {
    this.#due.changed.add(id);
    this.#touched.add(id);
  }

  /** Runs an effect on one container, which is looked at again when it has ended, however it did. */
  async changing(id: string, effect: () => Promise<void>): Promise<void> {
    this.#busy.add(id);
    try {
      await effect();
    } finally {
      this.#busy.delete(id);
      this.containerChanged(id);
    }
  }

  containerRemoved(id: string): void {
    this.#touched.add(id);
    this.#containers.delete(id);
    this.#due.changed.delete(id);
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
        this.#started(event.containerId);
        break;
      case 'containerExited':
        this.#exited(event);
        break;
      case 'containerRemoved':
        this.containerRemoved(event.containerId);
        break;
      case 'containerChanged':
        this.containerChanged(event.containerId);
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

  /** A start that a look at the container has shown already needs no other. */
  #started(id: string): void {
    if (this.#busy.has(id)) return;
    this.#touched.add(id);
    if (this.#containers.get(id)?.state !== 'running') this.#due.changed.add(id);
  }

  /** The event says all there is to know: the container is started again without a question to the engine. */
  #exited({ containerId, at, exitCode }: ExitEvent): void {
    this.#touched.add(containerId);
    const known = this.#containers.get(containerId);
    if (known === undefined) {
      this.containerChanged(containerId);
      return;
    }
    if (known.startedAt !== null && known.startedAt > at) return;
    this.#containers.set(containerId, { ...known, state: 'exited', exitCode, finishedAt: at, address: null });
  }

  async #listContainers(signal: AbortSignal): Promise<void> {
    const listed = await this.#engine.listContainers(signal);
    const present = new Set(listed.map((container) => container.id));
    for (const id of this.#containers.keys()) if (!present.has(id)) this.#containers.delete(id);
    const unknown = new Set<string>();
    for (const container of listed) {
      const merged = mergeRun(container, this.#containers.get(container.id));
      if (merged === null) unknown.add(container.id);
      else this.#containers.set(container.id, merged);
    }
    await this.#inspect(unknown, signal);
  }

  async #inspect(ids: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    await Promise.all(
      [...ids].map(async (id) => {
        const container = await this.#engine.inspectContainer(id, signal);
        if (container === null) this.#containers.delete(id);
        else this.#containers.set(id, container);
      }),
    );
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

type ExitEvent = { readonly containerId: string; readonly at: Instant; readonly exitCode: number };

interface NetworkEntry {
  readonly id: string;
  readonly name: string;
  readonly environmentId: string;
  readonly attached: Set<string>;
}

/** What has to be asked of the engine. */
interface Due {
  containers: boolean;
  networks: boolean;
  volumes: boolean;
  images: boolean;
  readonly changed: Set<string>;
}

function everything(): Due {
  return { containers: true, networks: true, volumes: true, images: true, changed: new Set() };
}

function nothing(): Due {
  return { containers: false, networks: false, volumes: false, images: false, changed: new Set() };
}

function entryOf({ attached, ...network }: EngineNetwork): NetworkEntry {
  return { ...network, attached: new Set(attached) };
}

/** The listed container with what is known of its run; null when its run is not the one that is known. */
function mergeRun(listed: ListedContainer, known: ObservedContainer | undefined): ObservedContainer | null {
  if (listed.state === 'created') return { ...listed, startedAt: null, exitCode: null, finishedAt: null };
  if (known === undefined || known.state !== listed.state || known.address !== listed.address) return null;
  const { startedAt, exitCode, finishedAt } = known;
  return { ...listed, startedAt, exitCode, finishedAt };
}
