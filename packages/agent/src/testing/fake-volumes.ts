import type { EngineFacts } from '@devopsellence/core';
import type { EngineVolume } from '../engine/container-engine.js';
import { inUse, noSuchVolume } from '../engine/docker/docker-volumes.js';
import type { FakeContainer } from './fake-containers.js';

export const FAKE_FACTS: EngineFacts = {
  version: '0.0.0-fake',
  apiVersion: '1.41',
  storageDriver: 'memory',
  rootDirectory: '/',
  warnings: [],
  foreignContainers: 0,
  foreignRunning: 0,
};

/** Volumes of an engine in memory: names with the environments that own them. */
export class FakeVolumes {
  readonly #own: Map<string, string>;
  readonly #foreign: ReadonlySet<string>;
  readonly #containers: () => Iterable<FakeContainer>;

  constructor(own: Map<string, string>, foreign: ReadonlySet<string>, containers: () => Iterable<FakeContainer>) {
    this.#own = own;
    this.#foreign = foreign;
    this.#containers = containers;
  }

  describe(): readonly EngineVolume[] {
    const own = [...this.#own].map(([name, environmentId]) => ({ name, environmentId, isOwn: true }));
    const foreign = [...this.#foreign].map((name) => ({ name, environmentId: 'elsewhere', isOwn: false }));
    return [...own, ...foreign].map((volume) => ({ ...volume, usedBy: this.#users(volume.name) }));
  }

  remove(name: string): void {
    if (!this.#own.has(name)) throw noSuchVolume(name);
    const users = this.#users(name);
    if (users.length > 0) throw inUse(name, users);
    this.#own.delete(name);
  }

  #users(name: string): readonly string[] {
    return [...this.#containers()]
      .filter(({ created }) => created.definition.volumes.some((volume) => volume.name === name))
      .map(({ created }) => created.name);
  }
}
