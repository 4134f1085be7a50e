import type { DesiredService, SecretBinding } from '../model/desired-state.js';
import type { PinnedImage } from '../model/image.js';
import type { StandaloneTraits } from '../model/standalone.js';
import { definitionOf } from '../placement/container-definition.js';
import { compareText } from '../placement/text-order.js';
import { canonicalDefinition } from '../reconcile/canonical.js';
import type { StandaloneSettings } from './settings.js';
import { traefikLabels } from './traefik-labels.js';

export interface StandaloneInput {
  readonly name: string;
  readonly settings: StandaloneSettings;
  readonly image: PinnedImage;
  /** Of the environment. */
  readonly slug: string;
  readonly secrets: readonly SecretBinding[];
  readonly isStopped: boolean;
  /** Whether the operator of the node runs Traefik, which reads labels. */
  readonly hasTraefik: boolean;
  /** SHA-256 in hexadecimal. */
  readonly hash: (text: string) => string;
}

const STOP_GRACE_MS = 10_000;

/**
 * What a node must run of a standalone service. It is replaced stop-first: its port may be published, and its data bear
 * one writer only; the container before comes back when the new one fails.
 */
export function desiredStandalone(input: StandaloneInput): DesiredService {
  const { name, settings, image, slug, isStopped } = input;
  const { command, env, volumes, resources } = settings;
  const secrets = input.secrets.toSorted((a, b) => compareText(a.env, b.env));
  const ports = [{ name: 'main', port: settings.port }];
  const standalone = traitsOf(input);
  const parts = { image, entrypoint: [], command, env, secrets, volumes, ports, resources, standalone };
  const definition = definitionOf(parts, slug);
  return {
    name,
    role: 'worker',
    hash: input.hash(canonicalDefinition({ slug, service: name, definition })),
    definition,
    readiness: settings.readiness,
    dependsOn: [],
    order: 'stop-first',
    stopGraceMs: STOP_GRACE_MS,
    ...(isStopped ? { isStopped } : {}),
  };
}

function traitsOf({ name, settings, slug, hasTraefik }: StandaloneInput): StandaloneTraits {
  const { isHostMode, isPublished, isNetAdmin, isPrivileged, port, protocol, hostname } = settings;
  const routed = hasTraefik && hostname !== null ? traefikLabels({ slug, name, hostname, port, isHostMode }) : {};
  return {
    labels: { 'oduflow.managed': 'true', 'oduflow.service': name, ...routed },
    isHostNetwork: isHostMode,
    publishedPorts: isPublished && !isHostMode ? [{ port, protocol }] : [],
    isNetAdmin,
    isPrivileged,
  };
}
