import { type Check, type Readiness, type StandaloneSettings, toIso } from '@devopsellence/core';
import type { DeletedService, Preset, StandaloneOutcome, StandaloneService } from '../client/standalone-client.js';
import type { JsonObject } from '../output.js';
import { shownState } from '../standalone/shown-state.js';
import { momentOf } from './moment.js';
import { serviceFields } from './status.js';

/** All that is known of a standalone service, with its settings under the names under which create takes them back. */
export function standaloneFields(service: StandaloneService): JsonObject {
  const { name, settings, image, status } = service;
  const { state, isReady } = shownState(service);
  return {
    name,
    ...settingsFields(settings),
    image_digest: image.digest ?? image.imageId,
    url: settings.hostname === null ? null : `https://${settings.hostname}`,
    ingress: settings.hostname === null ? null : service.isHostnamePending ? 'pending' : 'served',
    node: service.node,
    connection: service.connection,
    state,
    ready: isReady,
    restart_count: status?.restarts ?? null,
    started_at: momentOf(startedAt(service)),
    has_preset: service.hasPreset,
    operation: service.operation === '' ? null : service.operation,
    created_at: toIso(service.createdAt),
    updated_at: toIso(service.updatedAt),
    status: status === null ? null : serviceFields(status),
  };
}

/** What create, update or restore came to. */
export function outcomeFields({ service, ...outcome }: StandaloneOutcome): JsonObject {
  return {
    service: standaloneFields(service),
    changed: outcome.isChanged,
    image_updated: outcome.imageUpdated,
    config_updated: outcome.configUpdated,
    changed_settings: outcome.changed,
    old_digest: outcome.oldDigest === '' ? null : outcome.oldDigest,
    new_digest: outcome.newDigest,
  };
}

export function deletedFields({ name, node, removedVolumes, keptVolumes, hasPreset }: DeletedService): JsonObject {
  return { name, node, removed_volumes: removedVolumes, kept_volumes: keptVolumes, has_preset: hasPreset };
}

export function presetFields({ name, version, settings, changed, savedBy, savedAt }: Preset): JsonObject {
  return {
    name,
    version,
    ...settingsFields(settings),
    changed_settings: changed,
    saved_by: savedBy,
    saved_at: toIso(savedAt),
  };
}

/** Since when its container runs, as far as its state tells. */
function startedAt({ status }: StandaloneService): number | null {
  return status?.state === 'running' ? status.stateSince : null;
}

function settingsFields(settings: StandaloneSettings): JsonObject {
  const { memoryBytes, cpus } = settings.resources;
  return {
    image: settings.image,
    port: settings.port,
    protocol: settings.protocol,
    publish: settings.isPublished,
    hostname: settings.hostname,
    env_vars: settings.env,
    secrets: Object.fromEntries(settings.secretRefs.map(({ name, secret }) => [name, secret])),
    host_mode: settings.isHostMode,
    volumes: settings.volumes.map(({ source, target, isReadOnly }) => ({
      volume: source,
      mount_path: target,
      mode: isReadOnly ? 'ro' : 'rw',
    })),
    cap_add: settings.isNetAdmin ? ['NET_ADMIN'] : [],
    privileged: settings.isPrivileged,
    command: settings.command,
    resources: { memory_bytes: memoryBytes, cpus },
    readiness: settings.readiness === null ? null : readinessFields(settings.readiness),
  };
}

function readinessFields({ check, intervalMs, timeoutMs, retries, startPeriodMs }: Readiness): JsonObject {
  return {
    ...checkFields(check),
    interval_ms: intervalMs,
    timeout_ms: timeoutMs,
    retries,
    start_period_ms: startPeriodMs,
  };
}

/** As the config writes it. */
function checkFields(check: Check): JsonObject {
  switch (check.kind) {
    case 'http':
      return { http: { path: check.path, port: check.port } };
    case 'tcp':
      return { tcp: check.port };
    case 'command':
      return { command: check.command };
  }
}
