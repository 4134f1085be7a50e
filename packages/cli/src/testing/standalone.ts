import { DEFAULT_SETTINGS, type StandaloneSettings } from '@devopsellence/core';
import type { DeletedService, Preset, StandaloneOutcome, StandaloneService } from '../client/standalone-client.js';
import { aService } from './builders.js';
import { NOW } from './cli.js';

export const DIGEST = `sha256:${'1'.repeat(64)}`;
export const OLDER_DIGEST = `sha256:${'2'.repeat(64)}`;

const HOUR = 3_600_000;

export function someSettings(overrides: Partial<StandaloneSettings> = {}): StandaloneSettings {
  return { ...DEFAULT_SETTINGS, image: 'redis:7', port: 6379, ...overrides };
}

export function aStandalone(overrides: Partial<StandaloneService> = {}): StandaloneService {
  const { settings = someSettings() } = overrides;
  return {
    name: 'redis',
    node: 'prod-1',
    connection: 'online',
    settings,
    image: { reference: settings.image, digest: DIGEST, imageId: null },
    isStopped: false,
    status: aService({ name: 'redis', role: 'worker', stateSince: NOW - HOUR, restarts: 2, image: settings.image }),
    hasPreset: true,
    createdAt: NOW - 3 * HOUR,
    updatedAt: NOW - 2 * HOUR,
    operation: '',
    isHostnamePending: settings.hostname !== null,
    ...overrides,
  };
}

export function anOutcome(overrides: Partial<StandaloneOutcome> = {}): StandaloneOutcome {
  return {
    service: aStandalone(),
    isChanged: true,
    imageUpdated: false,
    configUpdated: false,
    changed: [],
    oldDigest: '',
    newDigest: DIGEST,
    ...overrides,
  };
}

export function aDeleted(overrides: Partial<DeletedService> = {}): DeletedService {
  return { name: 'redis', node: 'prod-1', removedVolumes: [], keptVolumes: [], hasPreset: true, ...overrides };
}

export function aPreset(overrides: Partial<Preset> = {}): Preset {
  return {
    name: 'redis',
    version: 1,
    settings: someSettings(),
    changed: [],
    savedBy: 'ann',
    savedAt: NOW - HOUR,
    ...overrides,
  };
}
