import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const READ_BYTES = 256 * 1024;
/**
 * Packed once here, unpacked on each node. Higher levels save a few percent more and take several times as long, longer
 * than sending takes on most links.
 */
const LEVEL = 1;
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** A layer as it travels, in a file that has no name any more: it goes when it is closed, or with the process. */
export class PackedLayer {
  readonly digest: string;
  readonly size: number;
  readonly #file: FileHandle;

  constructor(file: FileHandle, { digest, size }: { readonly digest: string; readonly size: number }) {
    this.#file = file;
    this.digest = digest;
    this.size = size;
  }

  /** The bytes from an offset on. */
  async *read(offset: number): AsyncGenerator<Buffer> {
    for (let position = offset; position < this.size; ) {
      const { bytesRead, buffer } = await this.#file.read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** Packs a layer with gzip; one that the engine keeps packed stays as it is. Needs room in the temporary folder. */
export async function packLayer(content: AsyncIterable<Uint8Array>): Promise<PackedLayer> {
  const path = join(tmpdir(), `devopsellence-layer-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await rm(path);
    const hash = createHash('sha256');
    let size = 0;
    const tap = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    // A write stream of the file would keep it from being closed while it is not closed itself.
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        file.appendFile(chunk).then(() => done(), done);
      },
    });
    const { isPacked, all } = await peek(content);
    if (isPacked) await pipeline(all, tap, sink);
    else await pipeline(all, createGzip({ level: LEVEL }), tap, sink);
    return new PackedLayer(file, { digest: `sha256:${hash.digest('hex')}`, size });
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function peek(content: AsyncIterable<Uint8Array>) {
  const chunks = content[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (start.length < GZIP_MAGIC.length) {
    const next = await chunks.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  async function* all() {
    yield start;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  return { isPacked: GZIP_MAGIC.equals(start.subarray(0, 2)), all };
}
