/** Where a command's text and bytes go. */
export interface OutputStream {
  readonly isTerminal: boolean;
  /** Width of the terminal; 80 where there is none. */
  readonly columns: number;
  readonly rows: number;
  write(chunk: string | Uint8Array): void;
  /** Resolves once the reader has caught up. Awaited between the chunks of anything that may be long. */
  drained(): Promise<void>;
}

export interface InputStream {
  readonly isTerminal: boolean;
  /** What is typed or piped in, until its end or until the signal aborts. Can be read once. */
  chunks(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Raw: every key is passed on at once, Ctrl-C too. No effect off a terminal. */
  setRawMode(raw: boolean): void;
}

/** Everything a command knows of the process it runs in. Tests pass their own. */
export interface Io {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly stdin: InputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The name that the program was called by. */
  readonly programName: string;
  /** Where the program itself lies, and what comes with it. */
  readonly programFolder: string;
  /** Aborts at the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Calls the listener when the terminal changes its size; returns how to stop that. */
  onResize(listener: () => void): () => void;
}

/** Reads standard input to its end. */
export async function readAll(io: Io): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin.chunks(io.signal)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
