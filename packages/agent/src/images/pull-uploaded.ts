import { createHash } from 'node:crypto';
import {
  AppError,
  MAX_IMAGE_MANIFEST_BYTES,
  type PinnedImage,
  parseImageManifest,
  repositoryOf,
} from '@devopsellence/core';
import type { ContainerEngine } from '../engine/container-engine.js';
import type { Blobs } from './blob-source.js';
import { LocalRegistry, type ServedImage } from './local-registry.js';

export interface UploadedPull {
  readonly image: PinnedImage & { readonly imageId: string; readonly manifest: string };
  /** Told now and then how far it is. */
  readonly onProgress: (detail: string) => void;
}

export interface PullDeps {
  readonly engine: ContainerEngine;
  readonly blobs: Blobs;
}

/**
 * Gives the engine an image that the control plane hands out, under its name. The engine pulls it from a registry of our
 * own, and so takes, and verifies, only the layers that it lacks. May be repeated.
 */
export async function pullUploaded(deps: PullDeps, pull: UploadedPull, signal: AbortSignal): Promise<void> {
  const { engine, blobs } = deps;
  const { image, onProgress } = pull;
  const registry = await LocalRegistry.open(await readManifest(blobs, image.manifest, signal), blobs);
  try {
    const { reference } = registry;
    try {
      await engine.pullImage({ reference, credential: null, onProgress }, signal);
    } catch (error) {
      throw registry.failure ?? error;
    }
    await engine.tagImage(reference, await freeName(engine, image, signal), signal);
    await engine.removeImage(reference, signal);
  } finally {
    await registry.close();
  }
}

/** The name that the operator knows; one that another image has is left to that. */
async function freeName(
  engine: ContainerEngine,
  { reference, imageId, manifest }: UploadedPull['image'],
  signal: AbortSignal,
): Promise<string> {
  const there = await engine.findLocally(reference, signal);
  const isFree = there === null || there.imageId === imageId || there.imageId === manifest;
  return isFree ? reference : `${repositoryOf(reference)}:${imageId.slice('sha256:'.length, 19)}`;
}

async function readManifest(blobs: Blobs, digest: string, signal: AbortSignal): Promise<ServedImage> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of blobs.read(digest, 0, signal)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_IMAGE_MANIFEST_BYTES) throw malformed(digest);
  }
  const text = Buffer.concat(chunks);
  const parts = parseImageManifest(text.toString());
  const isGenuine = `sha256:${createHash('sha256').update(text).digest('hex')}` === digest;
  if (parts === null || !isGenuine) throw malformed(digest);
  return { digest, text, parts };
}

function malformed(digest: string): AppError {
  return new AppError('image_not_found', {
    message: `what the control plane has as ${digest.slice(0, 19)}… is no manifest of an image`,
    nextActions: ['devopsellence deploy'],
  });
}
