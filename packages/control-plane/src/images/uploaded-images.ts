import { AppError, type ImageManifest, MAX_IMAGE_MANIFEST_BYTES, parseImageManifest } from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';
import type { BlobStore } from '../blobs/blob-store.js';
import type { BlobUse } from '../blobs/blob-use.js';
import {
  blobsOfImages,
  manifestsOfImage,
  readNodeDesiredState,
  recordImage,
  retainedManifests,
  type Store,
} from '../store/index.js';

/** Images that were uploaded, as deploys see them. What is named here is kept for a day, used or not. */
export interface ImageCatalogue {
  /** Digest of the manifest of an image that is here whole; null when none is. */
  find(imageId: string): Promise<string | null>;
  /**
   * Takes in an image whose blobs are uploaded; may be repeated. Fails with `image_not_uploaded` when one of them is not
   * here, and with `invalid_argument` when the manifest is not one of this image.
   */
  admit(manifest: string, imageId: string): Promise<void>;
}

export interface UploadedImagesDeps {
  readonly blobs: BlobStore;
  readonly store: Store;
  readonly clock: Clock;
}

/** Knows what uploaded images are made of, who may have their blobs, and until when they are kept. */
export class UploadedImages implements ImageCatalogue, BlobUse {
  readonly #deps: UploadedImagesDeps;

  constructor(deps: UploadedImagesDeps) {
    this.#deps = deps;
  }

  async find(imageId: string): Promise<string | null> {
    const { store } = this.#deps;
    for (const manifest of await manifestsOfImage(store.db, imageId)) {
      const wanted = await blobsOfImages(store.db, [manifest]);
      if ((await this.#missing([...wanted])).length === 0) return manifest;
    }
    return null;
  }

  async admit(manifest: string, imageId: string): Promise<void> {
    const { store, clock } = this.#deps;
    const { config, layers } = await this.#read(manifest);
    if (config.digest !== imageId) throw malformed(manifest, `it is of the image ${short(config.digest)}`);
    const blobs = [...new Set([config, ...layers].map(({ digest }) => digest))];
    const missing = await this.#missing([manifest, ...blobs]);
    if (missing.length > 0) throw notUploaded(imageId, missing);
    await store.transaction((trx) => recordImage(trx, { manifest, imageId, blobs }, clock.now()));
  }

  async mayFetch(nodeId: string, digest: string): Promise<boolean> {
    const { db } = this.#deps.store;
    const { environments } = await readNodeDesiredState(db, nodeId);
    const containers = environments.flatMap(({ services, taskRuns }) => [...services, ...taskRuns]);
    const manifests = containers.flatMap(({ definition: { image } }) => image.manifest ?? []);
    return (await blobsOfImages(db, [...new Set(manifests)])).has(digest);
  }

  async used(): Promise<ReadonlySet<string>> {
    const { db } = this.#deps.store;
    return await blobsOfImages(db, [...(await retainedManifests(db))]);
  }

  async #missing(digests: readonly string[]): Promise<readonly string[]> {
    const found = await this.#deps.blobs.find({ digests, diffIds: [] });
    const there = new Set(found.map(({ digest }) => digest));
    return digests.filter((digest) => !there.has(digest));
  }

  async #read(manifest: string): Promise<ImageManifest> {
    const [blob] = await this.#deps.blobs.find({ digests: [manifest], diffIds: [] });
    if (blob === undefined) throw notUploaded(manifest, [manifest]);
    if (blob.size > MAX_IMAGE_MANIFEST_BYTES) throw malformed(manifest, 'it is too large');
    const chunks: Buffer[] = [];
    for await (const chunk of this.#deps.blobs.read(manifest, 0)) chunks.push(chunk);
    const parsed = parseImageManifest(Buffer.concat(chunks).toString());
    if (parsed === null) throw malformed(manifest, 'it is no manifest of an image');
    return parsed;
  }
}

function notUploaded(imageId: string, missing: readonly string[]): AppError {
  return new AppError('image_not_uploaded', {
    message: `the image ${short(imageId)} is not uploaded whole`,
    reason: missing.length === 1 ? 'a part of it is missing' : `${missing.length} parts of it are missing`,
    evidence: missing,
    nextActions: ['devopsellence deploy'],
  });
}

function malformed(manifest: string, reason: string): AppError {
  return new AppError('invalid_argument', { message: `the blob ${short(manifest)} cannot be deployed`, reason });
}

function short(digest: string): string {
  return `${digest.slice(0, 19)}…`;
}
