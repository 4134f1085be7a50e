import type { Instant, ObservedContainer } from '@devopsellence/core';
import type { ContainerEngine, ListedContainer } from '../engine/container-engine.js';

/**
 * The containers on the engine as far as they are known, and which of them have to be looked at again.
 *
 * Invariant: a container that something happened to while it was being looked at is to be looked at again: an answer that
 * was on its way never hides a newer event.
 */
export class ContainerView {
  readonly #engine: ContainerEngine;
  readonly #containers = new Map<string, ObservedContainer>();
  #isListDue = true;
  #changed = new Set<string>();
  /** Containers that something happened to since the refresh under way began. */
  #touched = new Set<string>();
  /** Containers that an action of the agent is at work on: they are looked at when it has ended, not before. */
  readonly #busy = new Set<string>();

  constructor(engine: ContainerEngine) {
    this.#engine = engine;
  }

  get isStale(): boolean {
    return this.#isListDue || this.#changed.size > 0;
  }

  all(): readonly ObservedContainer[] {
    return [...this.#containers.values()];
  }

  /** Rejects as the engine does; then everything is to be listed again. */
  async refresh(signal: AbortSignal): Promise<void> {
    const [isListDue, changed] = [this.#isListDue, this.#changed];
    this.#isListDue = false;
    this.#changed = new Set();
    this.#touched = new Set();
    try {
      await (isListDue ? this.#list(signal) : this.#inspect(changed, signal));
    } catch (error) {
      this.#isListDue = true;
      throw error;
    }
    for (const id of this.#touched) this.#changed.add(id);
  }

  /** Lists all of them at the next refresh; what is known of their runs still counts. */
  list(): void {
    this.#isListDue = true;
  }

  /** Events may have been missed: nothing that is known counts. */
  forget(): void {
    this.#containers.clear();
    this.#isListDue = true;
  }

  /** Runs an effect on one container, which is looked at again when it has ended, however it did. */
  async changing(id: string, effect: () => Promise<void>): Promise<void> {
    this.#busy.add(id);
    try {
      await effect();
    } finally {
      this.#busy.delete(id);
      this.changed(id);
    }
  }

  changed(id: string): void {
    this.#changed.add(id);
    this.#touched.add(id);
  }

  /** A start that a look at the container has shown already needs no other. */
  started(id: string): void {
    if (this.#busy.has(id)) return;
    this.#touched.add(id);
    const known = this.#containers.get(id);
    if (known?.state !== 'running' || known.finishedAt !== null) this.#changed.add(id);
  }

  /**
   * All there is to know: such a container can be started again without a question to the engine. An exit before the start
   * that is known is of an earlier run, or of a clock that was set back: only a look tells.
   */
  exited(id: string, at: Instant, exitCode: number): void {
    this.#touched.add(id);
    const known = this.#containers.get(id);
    if (known === undefined) this.#changed.add(id);
    else if (known.startedAt === null || known.startedAt <= at) {
      this.#containers.set(id, { ...known, state: 'exited', exitCode, finishedAt: at, address: null });
      // Whether a run of a task ended by its own doing, events do not say.
      if (known.taskRun !== null && exitCode !== 0) this.#changed.add(id);
    } else if (!this.#busy.has(id)) this.#changed.add(id);
  }

  removed(id: string): void {
    this.#touched.add(id);
    this.#containers.delete(id);
    this.#changed.delete(id);
  }

  async #list(signal: AbortSignal): Promise<void> {
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
}

/** The listed container with what is known of its run; null when its run is not the one that is known. */
function mergeRun(listed: ListedContainer, known: ObservedContainer | undefined): ObservedContainer | null {
  if (listed.state === 'created')
    return { ...listed, startedAt: null, exitCode: null, finishedAt: null, isOutOfMemory: false, isNamed: false };
  if (known === undefined || known.state !== listed.state || known.address !== listed.address) return null;
  const { startedAt, exitCode, finishedAt, isOutOfMemory, isNamed } = known;
  return { ...listed, startedAt, exitCode, finishedAt, isOutOfMemory, isNamed };
}
