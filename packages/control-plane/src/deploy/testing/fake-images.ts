import { AppError } from '@devopsellence/core';
import type { ImageCatalogue } from '../../images/uploaded-images.js';

/** Uploaded images, by id: the manifest of each. */
export class FakeImages implements ImageCatalogue {
  readonly whole = new Map<string, string>();
  /** Manifests whose blobs are uploaded, and that no deploy has named yet. */
  readonly uploaded = new Set<string>();

  find(imageId: string): Promise<string | null> {
    return Promise.resolve(this.whole.get(imageId) ?? null);
  }

  admit(manifest: string, imageId: string): Promise<void> {
    if (!this.uploaded.has(manifest)) {
      return Promise.reject(new AppError('image_not_uploaded', { message: 'parts of it are missing' }));
    }
    this.whole.set(imageId, manifest);
    return Promise.resolve();
  }
}
