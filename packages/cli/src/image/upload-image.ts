import { createHash } from 'node:crypto';
import { encodeImageManifest, type ImagePart } from '@devopsellence/core';
import type { Blob } from '../client/blob-client.js';
import type { AppImage, ControlPlaneClient } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';
import { patiently } from '../deploy/start.js';
import { type ArchiveIndex, imageArchive, readIndex } from './image-archive.js';
import { packLayer } from './pack-layer.js';
import { UploadProgress } from './upload-progress.js';

export interface ImageUpload {
  readonly client: ControlPlaneClient;
  readonly image: { readonly reference: string; readonly id: string };
}

/**
 * Brings an image of the local engine to the control plane, layer by layer, and only those that it lacks. An upload that
 * broke is gone on with, by the next call too. What the engine hands out passes through: one packed layer at a time is in
 * a temporary file, nothing of it in memory.
 */
export async function uploadImage(context: CommandContext, { client, image }: ImageUpload): Promise<AppImage> {
  const index = await readIndex(imageArchive(context, image.id));
  const found = await client.findLayers([...new Set(index.layers.map(({ diffId }) => diffId))]);
  const parts = new Map(found.map((blob): [string, ImagePart] => [blob.diffId ?? '', blob]));
  const progress = new UploadProgress(context, image.reference);
  const upload = new Uploader(context, client, progress);
  await upload.layers(image.id, index, parts);
  const config = await upload.text(index.config);
  const layers = index.layers.flatMap(({ diffId }) => parts.get(diffId) ?? []);
  const manifest = await upload.text(Buffer.from(encodeImageManifest({ config, layers })));
  progress.end({ layers: index.layers.length, present: found.length });
  return { reference: image.reference, id: config.digest, manifest: manifest.digest };
}

class Uploader {
  readonly #context: CommandContext;
  readonly #client: ControlPlaneClient;
  readonly #progress: UploadProgress;

  constructor(context: CommandContext, client: ControlPlaneClient, progress: UploadProgress) {
    this.#context = context;
    this.#client = client;
    this.#progress = progress;
  }

  /** Uploads the layers that no part is known of, and adds these. */
  async layers(imageId: string, { layers }: ArchiveIndex, parts: Map<string, ImagePart>): Promise<void> {
    const missing = new Map(layers.filter(({ diffId }) => !parts.has(diffId)).map((each) => [each.path, each.diffId]));
    const count = new Set(missing.values()).size;
    if (count === 0) return;
    let number = 0;
    for await (const { path, isFile, content } of imageArchive(this.#context, imageId)) {
      const diffId = missing.get(path);
      if (diffId === undefined || !isFile || parts.has(diffId)) continue;
      number += 1;
      parts.set(diffId, await this.#layer(diffId, content(), { number, count }));
    }
  }

  async text(content: Buffer): Promise<ImagePart> {
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    const blob = { digest, size: content.length, diffId: null };
    await this.#send(blob, async function* (offset) {
      yield content.subarray(offset);
    });
    return blob;
  }

  async #layer(
    diffId: string,
    content: AsyncIterable<Uint8Array>,
    place: { readonly number: number; readonly count: number },
  ): Promise<ImagePart> {
    const packed = await packLayer(content);
    try {
      const { digest, size } = packed;
      this.#progress.begin({ ...place, size });
      await this.#send({ digest, size, diffId }, (offset) => packed.read(offset));
      this.#progress.whole();
      return { digest, size };
    } finally {
      await packed.close();
    }
  }

  async #send(blob: Blob, read: (offset: number) => AsyncIterable<Uint8Array>): Promise<void> {
    const sent = await patiently(this.#context, (progressed) =>
      this.#client.uploadBlob({
        blob,
        read,
        onSent: (bytes) => {
          progressed();
          if (blob.diffId !== null) this.#progress.sent(bytes);
        },
      }),
    );
    this.#progress.count(sent);
  }
}
