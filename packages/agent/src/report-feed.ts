import type { NodeReport } from '@devopsellence/core';

/**
 * The newest report of this node. Describing a node costs more than finding out that it changed, so a report is made only
 * when somebody reads it.
 */
export class ReportFeed {
  #latest: (() => NodeReport) | null = null;
  readonly #listeners = new Set<() => void>();

  /** Replaces the report. `make` is pure: it may be called later, once or never. */
  publish(make: () => NodeReport): void {
    let made: NodeReport | null = null;
    this.#latest = () => {
      made ??= make();
      return made;
    };
    for (const listener of this.#listeners) listener();
  }

  /** Null until the first report is published. */
  latest(): NodeReport | null {
    return this.#latest?.() ?? null;
  }

  /** Calls back whenever a newer report is published. Returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
