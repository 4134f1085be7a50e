const MEGABYTE = 1_000_000;
/** Docker reports each layer many times a second; nobody reads that fast. */
const STEP = 0.01;

interface ProgressLine {
  readonly id?: unknown;
  readonly status?: unknown;
  readonly error?: unknown;
  readonly progressDetail?: { readonly current?: unknown; readonly total?: unknown };
}

/** Adds up what Docker says of the layers of one pull. */
export class PullProgress {
  readonly #onProgress: (detail: string) => void;
  readonly #layers = new Map<string, { readonly current: number; readonly total: number }>();
  #rest = '';
  #said = '';
  #saidShare = 0;
  /** Why the pull failed; null when it did not. */
  failure: string | null = null;

  constructor(onProgress: (detail: string) => void) {
    this.#onProgress = onProgress;
  }

  /** Takes more of the stream: one JSON object a line, cut anywhere. */
  read(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') this.#take(parse(line));
  }

  #take({ id, status, error, progressDetail }: ProgressLine): void {
    if (typeof error === 'string') this.failure = error;
    const { current, total } = progressDetail ?? {};
    if (typeof id !== 'string' || status !== 'Downloading') return;
    if (typeof current !== 'number' || typeof total !== 'number') return;
    this.#layers.set(id, { current, total });
    this.#say();
  }

  #say(): void {
    const layers = [...this.#layers.values()];
    const total = sum(layers.map((layer) => layer.total));
    const current = sum(layers.map((layer) => layer.current));
    const share = total === 0 ? 0 : current / total;
    const detail = `${megabytes(current)} of ${megabytes(total)} MB`;
    if (detail === this.#said || Math.abs(share - this.#saidShare) < STEP) return;
    this.#said = detail;
    this.#saidShare = share;
    this.#onProgress(detail);
  }
}

function parse(line: string): ProgressLine {
  const value: unknown = JSON.parse(line);
  return typeof value === 'object' && value !== null ? value : {};
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0);
}
