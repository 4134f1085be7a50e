import { once } from 'node:events';
import { basename, dirname } from 'node:path';
import { isSea } from 'node:sea';
import type { WriteStream } from 'node:tty';
import type { InputStream, Io, OutputStream } from './io.js';

/** The Io of this process. Called once, by main. */
export function processIo(signal: AbortSignal): Io {
  return {
    stdout: outputStream(process.stdout),
    stderr: outputStream(process.stderr),
    stdin: inputStream(),
    env: process.env,
    cwd: process.cwd(),
    programName: programName(),
    programFolder: dirname(isSea() ? process.execPath : (process.argv[1] ?? process.execPath)),
    signal,
    onResize: (listener) => {
      process.stdout.on('resize', listener);
      return () => process.stdout.off('resize', listener);
    },
  };
}

/** A link named `oduflow` makes it the program that its users know; by any other name it is itself. */
function programName(): string {
  const called = isSea() ? process.argv0 : (process.argv[1] ?? '');
  return basename(called) === 'oduflow' ? 'oduflow' : 'devopsellence';
}

/** Some terminals say that they are 0 wide. */
function outputStream(stream: WriteStream): OutputStream {
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns || 80;
    },
    get rows() {
      return stream.rows || 24;
    },
    write: (chunk) => {
      stream.write(chunk);
    },
    drained: async () => {
      if (stream.writableNeedDrain) await once(stream, 'drain');
    },
  };
}

/** Standard input is touched only by commands that read it: opening it costs time and can block a background job. */
function inputStream(): InputStream {
  return {
    get isTerminal() {
      return process.stdin.isTTY === true;
    },
    chunks: (signal) => readUntil(process.stdin, signal),
    setRawMode: (raw) => {
      if (process.stdin.isTTY === true) process.stdin.setRawMode(raw);
    },
  };
}

async function* readUntil(stream: NodeJS.ReadStream, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const stop = () => stream.destroy();
  if (signal.aborted) return;
  signal.addEventListener('abort', stop, { once: true });
  try {
    yield* bytesOf(stream);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function* bytesOf(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    if (chunk instanceof Uint8Array) yield chunk;
  }
}
