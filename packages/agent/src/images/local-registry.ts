import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError, IMAGE_MANIFEST_TYPE, type ImageManifest } from '@devopsellence/core';
import type { Blobs } from './blob-source.js';

const BLOB_TYPE = 'application/octet-stream';

/** The one image that a registry hands out. */
export interface ServedImage {
  readonly digest: string;
  /** The manifest as it is digested. */
  readonly text: Buffer;
  readonly parts: ImageManifest;
}

interface Content {
  readonly digest: string;
  readonly size: number;
  readonly type: string;
  read(offset: number, signal: AbortSignal): AsyncIterable<Buffer>;
}

/**
 * A registry of one image for the engine of this machine, while it pulls: on loopback, below a path that nobody guesses,
 * read only. Whatever the engine asks for comes straight from where blobs come from; nothing is kept here.
 */
export class LocalRegistry {
  readonly #server: Server;
  readonly #image: ServedImage;
  readonly #blobs: Blobs;
  readonly #repository = `${randomBytes(16).toString('hex')}/image`;
  readonly #closed = new AbortController();
  #failure: AppError | null = null;

  private constructor(image: ServedImage, blobs: Blobs) {
    this.#image = image;
    this.#blobs = blobs;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async open(image: ServedImage, blobs: Blobs): Promise<LocalRegistry> {
    const registry = new LocalRegistry(image, blobs);
    registry.#server.listen(0, '127.0.0.1');
    await once(registry.#server, 'listening');
    return registry;
  }

  /** What the engine is told to pull. */
  get reference(): string {
    return `127.0.0.1:${this.#port()}/${this.#repository}@${this.#image.digest}`;
  }

  /** Why the engine did not get what it asked for last; null when it got everything. */
  get failure(): AppError | null {
    return this.#failure;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end();
    if (request.url === '/v2/' || request.url === '/v2') return void response.writeHead(200).end();
    const content = this.#find(request.url ?? '');
    if (content === null) return void response.writeHead(404).end();
    try {
      await this.#send(content, request, response);
    } catch (error) {
      // What else ends a response is the engine hanging up, which it has its own words for.
      if (error instanceof AppError && !this.#closed.signal.aborted) this.#failure = error;
      response.destroy();
    }
  }

  #find(url: string): Content | null {
    const { digest, text, parts } = this.#image;
    const prefix = `/v2/${this.#repository}`;
    if (url === `${prefix}/manifests/${digest}`) {
      return { digest, size: text.length, type: IMAGE_MANIFEST_TYPE, read: (offset) => only(text.subarray(offset)) };
    }
    const part = [parts.config, ...parts.layers].find((each) => url === `${prefix}/blobs/${each.digest}`);
    if (part === undefined) return null;
    const read: Content['read'] = (offset, signal) => this.#blobs.read(part.digest, offset, signal);
    return { ...part, type: BLOB_TYPE, read };
  }

  async #send(content: Content, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { digest, size, type } = content;
    const offset = offsetOf(request.headers.range, size);
    const range = offset === 0 ? {} : { 'Content-Range': `bytes ${offset}-${size - 1}/${size}` };
    response.writeHead(offset === 0 ? 200 : 206, {
      'Content-Type': type,
      'Content-Length': size - offset,
      'Docker-Content-Digest': digest,
      'Accept-Ranges': 'bytes',
      ...range,
    });
    if (request.method === 'HEAD') return void response.end();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, this.#closed.signal]);
    // One chunk ahead, and no more: the engine says how fast.
    const source = Readable.from(content.read(offset, signal), { objectMode: true, highWaterMark: 1 });
    await pipeline(source, response);
    this.#failure = null;
  }
}

/** Where `bytes=N-` begins; 0 for anything else, which is all of it. */
function offsetOf(range: string | undefined, size: number): number {
  const offset = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  return offset < size ? offset : 0;
}

async function* only(data: Buffer): AsyncGenerator<Buffer> {
  yield data;
}
