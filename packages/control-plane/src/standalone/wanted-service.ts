import {
  bindSecrets,
  type DesiredService,
  desiredStandalone,
  environmentSlug,
  type Instant,
  type PinnedImage,
  type SecretBinding,
  type StandaloneSettings,
} from '@devopsellence/core';
import { missingSecret, refuseAny } from '../deploy/refusals.js';
import { sha256 } from '../deploy/sha256.js';
import {
  type Environment,
  hasTraefik,
  listSecrets,
  type Node,
  type Reader,
  type StandaloneService,
} from '../store/index.js';

export interface ServiceMaking {
  readonly environment: Environment;
  readonly node: Node;
  readonly id: string;
  readonly name: string;
  readonly settings: StandaloneSettings;
  readonly image: PinnedImage;
  readonly secrets: readonly SecretBinding[];
  readonly createdAt: Instant;
  readonly at: Instant;
}

/** What a document of a service is made of. */
export type DocumentParts = Pick<ServiceMaking, 'environment' | 'node' | 'name' | 'settings' | 'image' | 'secrets'>;

/** Its part of the desired state of its node, with the labels for what serves hostnames there. */
export function documentOf({ environment, node, ...parts }: DocumentParts, isStopped: boolean): DesiredService {
  const { name, settings, image, secrets } = parts;
  const slug = environmentSlug(environment);
  return desiredStandalone({
    ...{ name, settings, image, secrets, slug, isStopped },
    hasTraefik: hasTraefik(node),
    hash: sha256,
  });
}

/** The service as it is to be: running. */
export function wantedService(making: ServiceMaking): StandaloneService {
  const { environment, node, id, name, settings, createdAt, at } = making;
  return {
    id,
    environmentId: environment.id,
    name,
    nodeId: node.id,
    settings,
    document: documentOf(making, false),
    createdAt,
    updatedAt: at,
  };
}

/** Today's versions of the secrets that the settings name. Throws `missing_secret`. */
export async function bindServiceSecrets(
  db: Reader,
  { id }: Pick<Environment, 'id'>,
  { name, settings }: Pick<StandaloneService, 'name' | 'settings'>,
): Promise<readonly SecretBinding[]> {
  const spec = { services: [{ name, secretRefs: settings.secretRefs }] };
  const { bindings, missing } = bindSecrets(spec, await listSecrets(db, id));
  refuseAny(missing.map(missingSecret));
  return bindings.get(name) ?? [];
}
