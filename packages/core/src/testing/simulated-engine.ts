import type { ContainerDefinition, DesiredEnvironment } from '../model/desired-state.js';
import { engineReference } from '../model/image.js';
import type { Instant } from '../model/instant.js';
import type { ObservedContainer, ObservedNetwork } from '../model/observation.js';
import type { Action } from '../reconcile/action.js';
import { type Behaviour, type EngineSettings, GOOD } from './behaviour.js';

/** Null: it had its effect. */
export type Refusal = { readonly code: string; readonly message: string } | null;

export interface EngineExit {
  readonly containerId: string;
  readonly at: Instant;
  readonly exitCode: number;
}

/** What a container is made from: `hash` finds its behaviour, which of a run of a task is its id. */
interface Created {
  readonly container: string;
  readonly environment: DesiredEnvironment;
  readonly service: string;
  readonly taskRun: string | null;
  readonly dependsOn: readonly string[];
  readonly hash: string;
  readonly definition: ContainerDefinition;
  readonly isNamed: boolean;
}

/** How long a container that leaves is let alone before it is stopped. */
const DRAIN_MS = 1_500;

/** A container engine without an engine: state, and a clock that others move. As strict as a real one. */
export class SimulatedEngine {
  readonly #settings: EngineSettings;
  readonly #containers = new Map<string, ObservedContainer>();
  readonly #networks = new Map<string, string>();
  readonly #volumes = new Set<string>();
  readonly #images = new Set<string>();
  readonly #pulls = new Map<string, number>();
  /** By hash: how often a container of it was started. */
  readonly #starts = new Map<string, number>();
  #created = 0;

  constructor(settings: EngineSettings = {}) {
    this.#settings = settings;
  }

  get containers(): readonly ObservedContainer[] {
    return [...this.#containers.values()];
  }

  get networks(): readonly ObservedNetwork[] {
    return [...this.#networks].map(([name, environmentId]) => {
      const inside = this.containers.filter((seen) => seen.environmentId === environmentId);
      const attached = inside.filter((seen) => seen.state === 'running').length;
      return { id: `id-of-${name}`, name, environmentId, attached, keepsAddresses: true };
    });
  }

  get volumes(): readonly string[] {
    return [...this.#volumes];
  }

  get images(): ReadonlySet<string> {
    return new Set(this.#images);
  }

  durationOf(action: Action): number {
    const { pullMs = 1_000, stopMs = 100 } = this.#settings;
    switch (action.kind) {
      case 'pullImage':
        return pullMs;
      case 'createContainer':
        return this.#behaviour(action.service.hash).startMs;
      case 'createTaskContainer':
        return this.#behaviour(action.run.id).startMs;
      case 'startContainer':
        return this.#behaviour(this.#containers.get(action.containerId)?.hash ?? '').startMs;
      case 'stopContainer':
        return stopMs;
      case 'removeContainer':
        return stopMs + (action.leaves === null ? 0 : DRAIN_MS);
      case 'nameContainer':
        return 100;
      case 'createNetwork':
      case 'removeNetwork':
      case 'createVolume':
        return 5;
    }
  }

  apply(action: Action, at: Instant): Refusal {
    switch (action.kind) {
      case 'createNetwork':
        this.#networks.set(action.network, action.environmentId);
        return null;
      case 'removeNetwork':
        return this.#removeNetwork(action.network);
      case 'createVolume':
        this.#volumes.add(action.volume);
        return null;
      case 'pullImage':
        return this.#pull(action);
      case 'createContainer': {
        const { hash, name: service, definition } = action.service;
        const dependsOn = action.service.dependsOn.map((dependency) => dependency.service);
        return this.#create({ ...action, hash, service, dependsOn, definition, taskRun: null }, at);
      }
      case 'createTaskContainer': {
        const { id, task: service, definition } = action.run;
        const dependsOn = action.run.dependsOn.map((dependency) => dependency.service);
        return this.#create({ ...action, hash: id, service, dependsOn, definition, taskRun: id, isNamed: false }, at);
      }
      case 'nameContainer':
        this.#name(action);
        return null;
      case 'startContainer':
        return this.#start(action.containerId, at);
      case 'stopContainer':
        this.#exit(action.containerId, at, 143);
        return null;
      case 'removeContainer':
        this.#containers.delete(action.containerId);
        return null;
    }
  }

  /** When the next container exits by itself; null when none will. */
  nextExitAt(): Instant | null {
    const moments = this.containers.flatMap((seen) => this.#exitAt(seen) ?? []);
    return moments.length === 0 ? null : Math.min(...moments);
  }

  /** Lets every container exit whose time has come. */
  advanceTo(at: Instant): readonly EngineExit[] {
    const due = this.containers.filter((seen) => (this.#exitAt(seen) ?? Number.POSITIVE_INFINITY) <= at);
    return due.flatMap((seen) => this.end(seen.id, this.#exitAt(seen) ?? at, this.#behaviour(seen.hash).exitCode));
  }

  /** The process ends, unasked. */
  end(containerId: string, at: Instant, exitCode: number): readonly EngineExit[] {
    const isRunning = this.#containers.get(containerId)?.state === 'running';
    this.#exit(containerId, at, exitCode);
    return isRunning ? [{ containerId, at, exitCode }] : [];
  }

  startsOf(hash: string): number {
    return this.#starts.get(hash) ?? 0;
  }

  /** Removes every container that does not run. */
  prune(): void {
    for (const seen of this.containers) if (seen.state !== 'running') this.#containers.delete(seen.id);
  }

  /** The truth that checks find out about. */
  isReady(seen: ObservedContainer, at: Instant): boolean {
    const { readyMs, unreadyMs } = this.#behaviour(seen.hash);
    if (seen.state !== 'running' || seen.startedAt === null || readyMs === null) return false;
    const age = at - seen.startedAt;
    return age >= readyMs && age < (unreadyMs ?? Number.POSITIVE_INFINITY);
  }

  /** Whether checks of its present run have succeeded at any moment. */
  hasAnswered(seen: ObservedContainer, at: Instant): boolean {
    const { readyMs } = this.#behaviour(seen.hash);
    return readyMs !== null && seen.startedAt !== null && at - seen.startedAt >= readyMs;
  }

  #behaviour(hash: string): Behaviour {
    return { ...GOOD, ...this.#settings.behaviours?.[hash] };
  }

  #exitAt(seen: ObservedContainer): Instant | null {
    const { exitMs } = this.#behaviour(seen.hash);
    return seen.state !== 'running' || seen.startedAt === null || exitMs === null ? null : seen.startedAt + exitMs;
  }

  #pull({ image }: Action<'pullImage'>): Refusal {
    const pulls = (this.#pulls.get(image.reference) ?? 0) + 1;
    this.#pulls.set(image.reference, pulls);
    const failing = this.#settings.failingPulls?.[image.reference] ?? 0;
    if (pulls <= failing) return { code: 'image_not_found', message: `no such image: ${image.reference}` };
    this.#images.add(engineReference(image));
    return null;
  }

  #create(wanted: Created, at: Instant): Refusal {
    const { container, environment } = wanted;
    const missing = this.#missing(wanted);
    if (missing !== null) return { code: 'engine_failed', message: `${container} needs ${missing}` };
    const existing = this.containers.find((seen) => seen.name === container);
    if (existing !== undefined) return this.#start(existing.id, at);
    this.#created += 1;
    const id = `c${this.#created}`;
    this.#containers.set(id, {
      id,
      name: container,
      environmentId: environment.id,
      service: wanted.service,
      taskRun: wanted.taskRun,
      isStandalone: wanted.definition.standalone !== undefined,
      dependsOn: wanted.dependsOn,
      hash: wanted.hash,
      releaseId: environment.releaseId,
      state: 'created',
      startedAt: null,
      exitCode: null,
      finishedAt: null,
      isOutOfMemory: false,
      address: null,
      isNamed: wanted.isNamed,
      imageId: engineReference(wanted.definition.image),
    });
    return this.#start(id, at);
  }

  #missing({ environment, definition }: Created): string | null {
    const { image, volumes } = definition;
    if (!this.#images.has(engineReference(image))) return `image ${image.reference}`;
    if (!this.#networks.has(environment.slug)) return `network ${environment.slug}`;
    return volumes.map(({ name }) => name).find((name) => !this.#volumes.has(name)) ?? null;
  }

  #start(containerId: string, at: Instant): Refusal {
    const seen = this.#containers.get(containerId);
    if (seen === undefined) return { code: 'engine_failed', message: `no container ${containerId}` };
    if (seen.state === 'running') return null;
    if (this.#behaviour(seen.hash).refusesToStart) return { code: 'engine_failed', message: 'exec format error' };
    this.#starts.set(seen.hash, this.startsOf(seen.hash) + 1);
    const address = `172.20.0.${containerId.slice(1)}`;
    this.#containers.set(containerId, {
      ...seen,
      state: 'running',
      startedAt: at,
      exitCode: null,
      finishedAt: null,
      address,
    });
    return null;
  }

  #exit(containerId: string, at: Instant, exitCode: number): void {
    const seen = this.#containers.get(containerId);
    if (seen?.state !== 'running') return;
    this.#containers.set(containerId, { ...seen, state: 'exited', exitCode, finishedAt: at, address: null });
  }

  #name({ containerId, name }: Action<'nameContainer'>): void {
    const seen = this.#containers.get(containerId);
    if (seen?.state === 'running') this.#containers.set(containerId, { ...seen, isNamed: name !== null });
  }

  #removeNetwork(name: string): Refusal {
    const attached = this.networks.find((network) => network.name === name)?.attached ?? 0;
    if (attached > 0) return { code: 'engine_failed', message: `network ${name} is in use` };
    this.#networks.delete(name);
    return null;
  }
}
