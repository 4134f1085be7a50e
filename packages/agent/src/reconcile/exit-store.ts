import type { KeptExit } from '@devopsellence/core';

const PER_SERVICE = 5;
/** Characters of all exits together. The oldest go first, whosever they are. */
const MAX_SIZE = 512 * 1024;
/** About what an exit takes beside its lines. */
const EXIT_SIZE = 400;

/** By service, oldest first. */
export type KeptExits = ReadonlyMap<string, readonly KeptExit[]>;

/** Remembers how the containers of services ended last, in bounded room. */
export class ExitStore {
  readonly #exits: Map<string, readonly KeptExit[]>;
  readonly #coming = new Set<Promise<void>>();

  /** `known`: as an earlier agent left it. */
  constructor(known: KeptExits) {
    this.#exits = new Map(known);
  }

  content(): KeptExits {
    return this.#exits;
  }

  /** The newest of a service, oldest first, also when it is not desired any more. */
  of(environmentId: string, service: string): readonly KeptExit[] {
    return this.#exits.get(serviceKey(environmentId, service)) ?? [];
  }

  /** Adds an exit; one of the same run takes the place of what was known of it. */
  add(environmentId: string, service: string, exit: KeptExit): void {
    const others = this.of(environmentId, service).filter((known) => !isSameRun(known, exit));
    const all = [...others, exit].toSorted((a, b) => a.endedAt - b.endedAt);
    this.#exits.set(serviceKey(environmentId, service), all.slice(-PER_SERVICE));
    this.#shrink();
  }

  /** More exits are known once the reading has ended, which never fails. */
  expect(reading: Promise<void>): void {
    this.#coming.add(reading);
    void reading.then(() => this.#coming.delete(reading));
  }

  /** Resolves when everything that is expected now has come: an exit is reported before all of it is known. */
  async arrived(): Promise<void> {
    await Promise.all(this.#coming);
  }

  #shrink(): void {
    let size = [...this.#exits.values()].flat().reduce((sum, exit) => sum + sizeOf(exit), 0);
    const oldestFirst = [...this.#exits].toSorted(([, a], [, b]) => newestOf(a) - newestOf(b));
    for (const [key, exits] of oldestFirst) {
      if (size <= MAX_SIZE) return;
      size -= exits.reduce((sum, exit) => sum + sizeOf(exit), 0);
      this.#exits.delete(key);
    }
  }
}

/** Whether both are the end of the same run of a container. */
export function isSameRun(a: Pick<KeptExit, 'containerId' | 'startedAt'>, b: typeof a): boolean {
  return a.containerId === b.containerId && a.startedAt === b.startedAt;
}

function serviceKey(environmentId: string, service: string): string {
  return `${environmentId}/${service}`;
}

function newestOf(exits: readonly KeptExit[]): number {
  return exits.at(-1)?.endedAt ?? 0;
}

function sizeOf({ lastLines, stoppedFor }: KeptExit): number {
  return lastLines.reduce((sum, line) => sum + line.length, EXIT_SIZE + stoppedFor.length);
}
