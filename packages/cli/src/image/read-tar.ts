import { AppError } from '@devopsellence/core';

const BLOCK = 512;

export interface TarEntry {
  readonly path: string;
  readonly size: number;
  /** A file, and no link or folder. */
  readonly isFile: boolean;
  /** Its bytes, read no faster than they are taken. What is not taken before the next entry is asked for is skipped. */
  content(): AsyncIterable<Uint8Array>;
}

/** The entries of a tar archive, as they come. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const bytes = new Bytes(source);
  let extended: Extended = {};
  for (;;) {
    const header = await bytes.take(BLOCK);
    if (header === null || isEnd(header)) return bytes.end();
    const type = String.fromCharCode(header[156] ?? 0);
    const size = extended.size ?? numberIn(header.subarray(124, 136));
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (isExtension(type)) {
      extended = { ...extended, ...extensionIn(type, (await bytes.take(size)) ?? cut()) };
    } else {
      const body = bytes.part(size);
      const path = extended.path ?? pathIn(header);
      yield { path, size, isFile: type === '0' || type === '\0', content: () => body.content() };
      await body.skip();
      extended = {};
    }
    await bytes.part(padding).skip();
  }
}

/** What a header says beside what fits into one. */
interface Extended {
  readonly path?: string;
  readonly size?: number;
}

function isEnd(header: Buffer): boolean {
  return header.every((byte) => byte === 0);
}

function isExtension(type: string): boolean {
  return type === 'x' || type === 'L';
}

function extensionIn(type: string, content: Buffer): Extended {
  return type === 'x' ? parseExtended(content) : { path: textIn(content) };
}

class Bytes {
  readonly #source: AsyncIterator<Uint8Array, unknown>;
  #rest: Uint8Array = new Uint8Array();

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** So many bytes; null at the end. */
  async take(size: number): Promise<Buffer | null> {
    const chunks: Uint8Array[] = [];
    let left = size;
    while (left > 0) {
      const chunk = await this.next(left);
      if (chunk === null) return chunks.length === 0 ? null : cut();
      chunks.push(chunk);
      left -= chunk.length;
    }
    return Buffer.concat(chunks);
  }

  /** The next so many bytes, to be read or skipped before anything else is. */
  part(size: number): { content(): AsyncIterable<Uint8Array>; skip(): Promise<void> } {
    let left = size;
    const next = async () => {
      if (left === 0) return null;
      const chunk = (await this.next(left)) ?? cut();
      left -= chunk.length;
      return chunk;
    };
    const content = async function* () {
      for (let chunk = await next(); chunk !== null; chunk = await next()) yield chunk;
    };
    const skip = async () => {
      while ((await next()) !== null);
    };
    return { content, skip };
  }

  /** At most so many bytes, at least one; null at the end. */
  async next(atMost: number): Promise<Uint8Array | null> {
    while (this.#rest.length === 0) {
      const next = await this.#source.next();
      if (next.done === true) return null;
      this.#rest = next.value;
    }
    const chunk = this.#rest.subarray(0, atMost);
    this.#rest = this.#rest.subarray(chunk.length);
    return chunk;
  }

  /** Reads on to the end of what there is: whoever writes it is not to find the pipe closed. */
  async end(): Promise<void> {
    while ((await this.next(Number.POSITIVE_INFINITY)) !== null);
  }
}

function pathIn(header: Buffer): string {
  const prefix = header.subarray(257, 262).toString() === 'ustar' ? textIn(header.subarray(345, 500)) : '';
  const name = textIn(header.subarray(0, 100));
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Octal digits, or, beyond 8 GiB, a binary number marked by its first bit. */
function numberIn(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) !== 0) return Number(field.readBigUInt64BE(field.length - 8));
  return Number.parseInt(textIn(field).trim() || '0', 8);
}

function textIn(field: Buffer): string {
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? field.length : end).toString();
}

/** Lines of `LENGTH KEY=VALUE`. */
function parseExtended(content: Buffer): Extended {
  let extended: Extended = {};
  for (let at = 0; at < content.length; ) {
    const length = Number.parseInt(content.subarray(at, at + 20).toString(), 10);
    if (!(length > 0)) return extended;
    const record = content.subarray(at, at + length - 1).toString();
    const [key = '', value = ''] = record.slice(record.indexOf(' ') + 1).split(/=(.*)/s);
    if (key === 'path') extended = { ...extended, path: value };
    if (key === 'size') extended = { ...extended, size: Number(value) };
    at += length;
  }
  return extended;
}

function cut(): never {
  throw new AppError('build_failed', { message: 'the engine ended in the middle of handing out the image' });
}
