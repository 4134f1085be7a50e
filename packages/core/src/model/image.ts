/**
 * An image with no choice left: pinned by registry digest, or by image id where it exists only on the nodes.
 * Exactly one of `digest` and `imageId` is set.
 */
export interface PinnedImage {
  /** As the user wrote it, for people. */
  readonly reference: string;
  /** `sha256:…` of the manifest in the registry. */
  readonly digest: string | null;
  /** `sha256:…` of the image's configuration, as the engine names it. */
  readonly imageId: string | null;
  /**
   * Beside `imageId`: `sha256:…` of the manifest under which the control plane hands the image out. Absent: it does not,
   * and the node has to have the image.
   */
  readonly manifest?: string;
}

/** Whether the text is the id of an image on an engine, and no name that a registry could know. */
export function isImageId(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

/** The repository of a reference: `host:5000/a/b:tag@sha256:…` → `host:5000/a/b`. */
export function repositoryOf(reference: string): string {
  const withoutDigest = reference.split('@', 1)[0] ?? reference;
  const lastSlash = withoutDigest.lastIndexOf('/');
  const tagColon = withoutDigest.indexOf(':', lastSlash + 1);
  return tagColon === -1 ? withoutDigest : withoutDigest.slice(0, tagColon);
}

/** The name under which the engine finds the pinned image: `repository@digest`, or the id. */
export function engineReference(image: PinnedImage): string {
  if (image.digest !== null) return `${repositoryOf(image.reference)}@${image.digest}`;
  return image.imageId ?? image.reference;
}

/**
 * The name under which the engine has the image, of all that it lists; null when it does not have it. Engines differ in
 * what they call the id of an image: the digest of its configuration, or that of its manifest.
 */
export function nameOnEngine(image: PinnedImage, listed: ReadonlySet<string>): string | null {
  return [engineReference(image), image.manifest].find((name) => name !== undefined && listed.has(name)) ?? null;
}

/** `sha256:…` by which the image is pinned, for people and status. */
export function pinOf(image: PinnedImage): string {
  return image.digest ?? image.imageId ?? '';
}
