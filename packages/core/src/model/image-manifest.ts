import { isImageId } from './image.js';

/** A part of an image: its digest, `sha256:…`, and how many bytes it has. */
export interface ImagePart {
  readonly digest: string;
  readonly size: number;
}

/** What an image is made of, as registries hand it out. */
export interface ImageManifest {
  readonly config: ImagePart;
  /** From the base up, packed with gzip. One may be there twice. */
  readonly layers: readonly ImagePart[];
}

/** Media type of what `encodeImageManifest` makes: any engine that knows registries takes it. */
export const IMAGE_MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** Largest manifest that is read: some thousand layers. */
export const MAX_IMAGE_MANIFEST_BYTES = 1024 ** 2;

const CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json';
const LAYER_TYPE = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** The same text for the same parts, always: its digest names the image. */
export function encodeImageManifest({ config, layers }: ImageManifest): string {
  const part = (mediaType: string, { digest, size }: ImagePart) => ({ mediaType, digest, size });
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: IMAGE_MANIFEST_TYPE,
    config: part(CONFIG_TYPE, config),
    layers: layers.map((layer) => part(LAYER_TYPE, layer)),
  });
}

/** Null for any text but one that `encodeImageManifest` made. */
export function parseImageManifest(text: string): ImageManifest | null {
  const manifest = read(text);
  return manifest !== null && encodeImageManifest(manifest) === text ? manifest : null;
}

function read(text: string): ImageManifest | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || !isPart(value.config) || !Array.isArray(value.layers)) return null;
    return value.layers.every(isPart) ? { config: value.config, layers: value.layers } : null;
  } catch {
    return null;
  }
}

function isPart(value: unknown): value is ImagePart {
  if (!isRecord(value)) return false;
  const { digest, size } = value;
  return typeof digest === 'string' && isImageId(digest) && Number.isSafeInteger(size) && Number(size) > 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
