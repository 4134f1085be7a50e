import type { ContainerEngine, ImagePull, LocalImage, RegistryQuery } from '../engine/container-engine.js';
import { FakeFaults } from './fake-faults.js';
import { FakeImages } from './fake-images.js';

/** The part of a fake engine that is about images. */
export abstract class FakeImageCalls extends FakeFaults<keyof ContainerEngine> {
  readonly images = new FakeImages(() => this.imagesChanged());

  protected abstract imagesChanged(): void;

  /** Somebody loads an image. */
  addImage(reference: string, image: Omit<LocalImage, 'names'>): void {
    this.images.add(reference, image);
  }

  async listImages(): Promise<ReadonlySet<string>> {
    await this.enter('listImages');
    return this.images.names();
  }

  async pullImage(pull: ImagePull): Promise<void> {
    await this.enter('pullImage');
    this.images.pull(pull);
  }

  async tagImage(reference: string, name: string): Promise<void> {
    await this.enter('tagImage');
    this.images.tag(reference, name);
  }

  async removeImage(reference: string): Promise<void> {
    await this.enter('removeImage');
    this.images.remove(reference);
  }

  async findInRegistry(query: RegistryQuery): Promise<string> {
    await this.enter('findInRegistry');
    return this.images.findInRegistry(query);
  }

  async findLocally(reference: string): Promise<LocalImage | null> {
    await this.enter('findLocally');
    return this.images.find(reference);
  }
}
