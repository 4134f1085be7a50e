import type { Labels, Sample } from './metric.js';

/** Numbers by labels. */
export class Tally {
  readonly #samples = new Map<string, { readonly labels: Labels; value: number }>();

  add(labels: Labels, by = 1): void {
    const key = Object.values(labels).join('\n');
    const known = this.#samples.get(key);
    if (known === undefined) this.#samples.set(key, { labels, value: by });
    else known.value += by;
  }

  get samples(): readonly Sample[] {
    return [...this.#samples.values()];
  }
}
