const HEADER_BYTES = 8;
const STDERR = 2;

export interface Frame {
  readonly stderr: boolean;
  readonly data: Buffer;
}

/**
 * Takes apart Docker's format for two streams in one: an 8-byte header (stream, three zeros, length) before each piece.
 * Reads no further than it is read, so that a slow reader slows the source.
 */
export async function* demultiplex(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + rest.readUInt32BE(4);
      if (rest.length < end) break;
      yield { stderr: rest[0] === STDERR, data: rest.subarray(HEADER_BYTES, end) };
      rest = rest.subarray(end);
    }
  }
}

/** The chunks of a stream as Buffers; ends, without an error, when the stream is destroyed because the signal aborted. */
export async function* chunksOf(stream: NodeJS.ReadableStream, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
