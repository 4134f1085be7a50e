import {
  DEFAULT_SETTINGS,
  desiredStandalone,
  environmentSlug,
  type SecretBinding,
  type StandaloneSettings,
} from '@devopsellence/core';
import { sha256 } from '../deploy/sha256.js';
import { newId, publishStandaloneService, type StandaloneService, type Store } from '../store/index.js';

interface Standalone {
  /** Of the environment `production` of a project `shop`. */
  readonly environmentId: string;
  readonly nodeId: string;
  readonly name?: string;
  readonly settings?: Partial<StandaloneSettings>;
  readonly secrets?: readonly SecretBinding[];
  readonly isStopped?: boolean;
}

/** A standalone service, `redis` unless it is named otherwise. */
export function aStandaloneService(given: Standalone): StandaloneService {
  const { environmentId, nodeId, name = 'redis', secrets = [], isStopped = false } = given;
  const settings = { ...DEFAULT_SETTINGS, image: `${name}:7`, port: 6379, ...given.settings };
  const image = { reference: settings.image, digest: `sha256:${sha256(settings.image)}`, imageId: null };
  const slug = environmentSlug({ project: 'shop', environment: 'production', id: environmentId });
  const common = { name, settings, image, slug, secrets, isStopped };
  const document = desiredStandalone({ ...common, hasTraefik: false, hash: sha256 });
  return { id: newId(), environmentId, name, nodeId, settings, document, createdAt: 1, updatedAt: 1 };
}

/** The node is to run it from now on. */
export async function runStandalone(store: Store, given: Standalone): Promise<StandaloneService> {
  const service = aStandaloneService(given);
  await store.transaction((trx) => publishStandaloneService(trx, service));
  return service;
}
