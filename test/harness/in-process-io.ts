import type { InputStream, Io, OutputStream } from '@devopsellence/cli';

export interface CapturedIoOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Piped in; one chunk each. */
  readonly input?: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

/** Output off a terminal whose reader may stop reading. */
export class CapturedOutput implements OutputStream {
  readonly isTerminal = false;
  readonly columns = 80;
  readonly rows = 24;
  readonly #chunks: Buffer[] = [];
  #held: Promise<void> | null = null;

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  get text(): string {
    return this.bytes.toString();
  }

  write(chunk: string | Uint8Array): void {
    this.#chunks.push(Buffer.from(chunk));
  }

  async drained(): Promise<void> {
    await this.#held;
  }

  /** Nothing more is read until the returned function is called. */
  hold(): () => void {
    let release = () => undefined;
    this.#held = new Promise<undefined>((resolve) => {
      release = () => {
        this.#held = null;
        resolve(undefined);
      };
    });
    return () => release();
  }
}

/** The process of one command, in memory. */
export class CapturedIo implements Io {
  readonly stdout = new CapturedOutput();
  readonly stderr = new CapturedOutput();
  readonly stdin: InputStream;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly programName = 'devopsellence';
  readonly programFolder = '/opt/devopsellence';
  readonly #interrupted = new AbortController();

  constructor({ cwd, env, input = [] }: CapturedIoOptions) {
    this.cwd = cwd;
    this.env = env;
    this.stdin = { isTerminal: false, chunks: () => bytesOf(input), setRawMode: () => undefined };
  }

  get signal(): AbortSignal {
    return this.#interrupted.signal;
  }

  pressCtrlC(): void {
    this.#interrupted.abort();
  }

  onResize(): () => void {
    return () => undefined;
  }
}

async function* bytesOf(
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}
