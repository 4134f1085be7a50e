import { AppError, repositoryOf } from '@devopsellence/core';
import type { ImagePull, LocalImage, RegistryQuery } from '../engine/container-engine.js';

type Identified = Omit<LocalImage, 'names'>;

/** The images of a fake engine, and the registries it pulls from. */
export class FakeImages {
  /** What registries have: digest by reference. */
  readonly registry = new Map<string, string>();
  /** Who alone may have it, by reference; everybody may have what is not here. */
  readonly readers = new Map<string, string>();
  /** By each name an image can be asked for. */
  readonly #local = new Map<string, Identified>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  names(): ReadonlySet<string> {
    return new Set(this.#local.keys());
  }

  find(reference: string): LocalImage | null {
    const image = this.#local.get(reference);
    if (image === undefined) return null;
    const same = [...this.#local].filter(([name, { imageId }]) => imageId === image.imageId && name !== imageId);
    return { ...image, names: same.map(([name]) => name) };
  }

  add(reference: string, image: Identified): void {
    this.#local.set(reference, image);
    this.#local.set(image.imageId, image);
    if (image.digest !== null) this.#local.set(`${repositoryOf(reference)}@${image.digest}`, image);
    this.#onChange();
  }

  tag(reference: string, name: string): void {
    const image = this.#local.get(reference);
    if (image === undefined) throw new AppError('image_not_found', { message: `the engine has no image ${reference}` });
    this.#local.set(name, image);
    this.#onChange();
  }

  remove(reference: string): void {
    this.#local.delete(reference);
    this.#onChange();
  }

  findInRegistry({ reference, credential }: RegistryQuery): string {
    const [, reader] = [...this.readers].find(([name]) => repositoryOf(name) === repositoryOf(reference)) ?? [];
    if (reader !== undefined && credential?.username !== reader) {
      throw new AppError('registry_auth_failed', { message: `the registry refuses ${reference}` });
    }
    const byDigest = [...this.registry].map(([name, digest]) => [`${repositoryOf(name)}@${digest}`, digest] as const);
    const digest = new Map([...this.registry, ...byDigest]).get(reference);
    if (digest !== undefined) return digest;
    throw new AppError('image_not_found', { message: `the registry does not give ${reference} to this node` });
  }

  pull({ onProgress, ...query }: ImagePull): void {
    const { reference } = query;
    const digest = this.findInRegistry(query);
    onProgress('1 of 2 MB');
    this.add(reference, { imageId: `sha256:id-of-${digest}`, digest });
  }
}
