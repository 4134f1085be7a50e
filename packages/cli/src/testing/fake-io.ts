import type { InputStream, Io, OutputStream } from '../io.js';

type Chunks = readonly (string | Uint8Array)[] | AsyncIterable<string | Uint8Array>;

export interface FakeIoOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly programName?: string;
  /** What is piped in; one chunk each. */
  readonly stdin?: Chunks;
  /** Whether all three streams are a terminal. */
  readonly isTerminal?: boolean;
}

/** A process that exists only in memory: what it wrote can be read, and Ctrl-C can be pressed. */
export class FakeIo implements Io {
  readonly stdout: FakeOutput;
  readonly stderr: FakeOutput;
  readonly stdin: InputStream;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly programName: string;
  readonly programFolder = '/opt/devopsellence';
  readonly rawModes: boolean[] = [];
  readonly #interrupted = new AbortController();
  readonly #resizeListeners = new Set<() => void>();

  constructor(options: FakeIoOptions = {}) {
    const { env = {}, cwd = '/', programName = 'devopsellence', stdin = [], isTerminal = false } = options;
    this.env = env;
    this.cwd = cwd;
    this.programName = programName;
    this.stdout = new FakeOutput(isTerminal);
    this.stderr = new FakeOutput(isTerminal);
    this.stdin = {
      isTerminal,
      chunks: () => chunksOf(stdin),
      setRawMode: (raw) => this.rawModes.push(raw),
    };
  }

  get signal(): AbortSignal {
    return this.#interrupted.signal;
  }

  pressCtrlC(): void {
    this.#interrupted.abort();
  }

  onResize(listener: () => void): () => void {
    this.#resizeListeners.add(listener);
    return () => this.#resizeListeners.delete(listener);
  }

  resize(columns: number, rows: number): void {
    this.stdout.columns = columns;
    this.stdout.rows = rows;
    for (const listener of this.#resizeListeners) listener();
  }
}

export class FakeOutput implements OutputStream {
  readonly isTerminal: boolean;
  columns = 80;
  rows = 24;
  /** Gets what is written, as it is. */
  onWrite: (chunk: Buffer) => void = () => undefined;
  readonly #chunks: Buffer[] = [];

  constructor(isTerminal: boolean) {
    this.isTerminal = isTerminal;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  get text(): string {
    return this.bytes.toString();
  }

  write(chunk: string | Uint8Array): void {
    const bytes = Buffer.from(chunk);
    this.#chunks.push(bytes);
    this.onWrite(bytes);
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }
}

async function* chunksOf(chunks: Chunks): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}
