import { AppError } from '@devopsellence/core';
import type { CommandContext } from '../command.js';
import { readTar, type TarEntry } from './read-tar.js';

/** Configurations are a few KiB; whatever is larger is a layer. */
const MAX_TEXT_BYTES = 512 * 1024;

/** What an archive of one image holds. */
export interface ArchiveIndex {
  /** The image's configuration, as it is digested. */
  readonly config: Buffer;
  /** From the base up; one may be there twice. */
  readonly layers: readonly ArchiveLayer[];
}

export interface ArchiveLayer {
  /** Of its file in the archive. */
  readonly path: string;
  /** `sha256:…` of the layer unpacked. */
  readonly diffId: string;
}

/** The entries of an image as the local engine hands it out: once through, from the start, nothing kept. */
export function imageArchive({ io, outside }: CommandContext, imageId: string): AsyncGenerator<TarEntry> {
  const call = { program: 'docker', args: ['save', imageId], cwd: io.cwd, env: io.env };
  return readTar(outside.streamProgram(call, io.signal));
}

/** Reads what the archive says of itself. Engines put that at its end, and name files as they like. */
export async function readIndex(entries: AsyncIterable<TarEntry>): Promise<ArchiveIndex> {
  const texts = new Map<string, Buffer>();
  for await (const { path, size, isFile, content } of entries) {
    if (!isFile || size > MAX_TEXT_BYTES) continue;
    const chunks: Uint8Array[] = [];
    for await (const chunk of content()) chunks.push(chunk);
    texts.set(path, Buffer.concat(chunks));
  }
  const [image] = listIn(texts.get('manifest.json'));
  const config = texts.get(textOf(image, 'Config'));
  const rootfs = config === undefined ? null : fieldOf(parse(config), 'rootfs');
  const paths = textsOf(image, 'Layers');
  const diffIds = textsOf(rootfs, 'diff_ids');
  if (config === undefined || paths.length !== diffIds.length || paths.length === 0) throw unknownFormat();
  return { config, layers: paths.map((path, index) => ({ path, diffId: diffIds[index] ?? '' })) };
}

function listIn(text: Buffer | undefined): readonly unknown[] {
  const value = text === undefined ? null : parse(text);
  return Array.isArray(value) ? value : [];
}

function parse(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    throw unknownFormat();
  }
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : null;
}

function textOf(value: unknown, field: string): string {
  const text = fieldOf(value, field);
  return typeof text === 'string' ? text : '';
}

function textsOf(value: unknown, field: string): readonly string[] {
  const list = fieldOf(value, field);
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
}

function unknownFormat(): AppError {
  return new AppError('not_supported', {
    message: 'docker save gave an archive that this version does not understand',
    nextActions: ['docker version', 'push the image to a registry: devopsellence registry set --help'],
  });
}
