import type { Labels, Metric, Sample } from './metric.js';

interface Series {
  readonly labels: Labels;
  /** How many observations are in each bucket and in none before it; the last is for those beyond all. */
  readonly counts: number[];
  sum: number;
}

export interface HistogramOptions {
  readonly name: string;
  readonly help: string;
  /** Upper bounds, rising. */
  readonly buckets: readonly number[];
}

/** How observations are spread. */
export class Histogram {
  readonly #options: HistogramOptions;
  readonly #series = new Map<string, Series>();

  constructor(options: HistogramOptions) {
    this.#options = options;
  }

  observe(labels: Labels, value: number): void {
    const { buckets } = this.#options;
    const series = this.#of(labels);
    const bucket = buckets.findIndex((bound) => value <= bound);
    const index = bucket === -1 ? buckets.length : bucket;
    series.counts[index] = (series.counts[index] ?? 0) + 1;
    series.sum += value;
  }

  get metric(): Metric {
    const { name, help } = this.#options;
    const samples = [...this.#series.values()].flatMap((series) => this.#samples(series));
    return { name, help, type: 'histogram', samples };
  }

  #of(labels: Labels): Series {
    const key = Object.values(labels).join('\n');
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const series = { labels, counts: [], sum: 0 };
    this.#series.set(key, series);
    return series;
  }

  #samples({ labels, counts, sum }: Series): readonly Sample[] {
    let value = 0;
    const buckets = [...this.#options.buckets, Number.POSITIVE_INFINITY].map((bound, index) => {
      value += counts[index] ?? 0;
      const le = Number.isFinite(bound) ? String(bound) : '+Inf';
      return { suffix: '_bucket', labels: { ...labels, le }, value };
    });
    return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value }];
  }
}
