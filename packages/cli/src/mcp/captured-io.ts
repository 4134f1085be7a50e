import type { Io, OutputStream } from '../io.js';

export interface CaptureOptions {
  /** Ends what is done with it. */
  readonly signal: AbortSignal;
  /** Gets what is said beside the data, as it is said. */
  readonly onTalk: (text: string) => void;
}

/** The process as a command sees it when nobody is there: nothing to read, nothing on the screen, and what it writes is kept. */
export class CapturedIo implements Io {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly stdin: Io['stdin'] = { isTerminal: false, chunks: nothing, setRawMode: () => undefined };
  readonly env: Io['env'];
  readonly cwd: string;
  readonly programName: string;
  readonly programFolder: string;
  readonly signal: AbortSignal;
  readonly #written: Uint8Array[] = [];

  constructor({ env, cwd, programName, programFolder }: Io, { signal, onTalk }: CaptureOptions) {
    this.env = env;
    this.cwd = cwd;
    this.programName = programName;
    this.programFolder = programFolder;
    this.signal = signal;
    this.stdout = stream((chunk) => this.#written.push(chunk));
    this.stderr = stream((chunk) => onTalk(Buffer.from(chunk).toString()));
  }

  /** What was written to standard output. */
  get text(): string {
    return Buffer.concat(this.#written).toString();
  }

  onResize(): () => void {
    return () => undefined;
  }
}

function stream(take: (chunk: Uint8Array) => void): OutputStream {
  return {
    isTerminal: false,
    columns: 80,
    rows: 24,
    write: (chunk) => take(Buffer.from(chunk)),
    drained: () => Promise.resolve(),
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // There is nobody who could say anything.
}
