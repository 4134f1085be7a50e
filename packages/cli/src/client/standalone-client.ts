import {
  type Connection,
  decodeSettings,
  encodeSettings,
  type Instant,
  type PinnedImage,
  type StandaloneOverrides,
  type StandaloneSettings,
} from '@devopsellence/core';
import { CONNECTION, decodeImage, OPERATOR, type wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import { decodeService as decodeReport } from './decode-status.js';
import { missing } from './malformed.js';
import type { EnvironmentName } from './names.js';
import type { ServiceReport } from './status.js';

/** A service of an environment that is of no release. */
export interface StandaloneService {
  readonly name: string;
  /** Name of its node. */
  readonly node: string;
  readonly connection: Connection;
  readonly settings: StandaloneSettings;
  readonly image: PinnedImage;
  /** Stopped by an operator. */
  readonly isStopped: boolean;
  /** As its node reported it last; null: it has not yet. */
  readonly status: ServiceReport | null;
  readonly hasPreset: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** The operation that goes on, as one sentence; empty: none. */
  readonly operation: string;
  /** It has a hostname, and nothing on its node serves hostnames. */
  readonly isHostnamePending: boolean;
}

/** What a create, an update or a restore came to. */
export interface StandaloneOutcome {
  readonly service: StandaloneService;
  /** False: it was up to date, and nothing was touched. */
  readonly isChanged: boolean;
  readonly imageUpdated: boolean;
  readonly configUpdated: boolean;
  /** Names of the settings that are others than before. */
  readonly changed: readonly string[];
  /** Empty: there was none before. */
  readonly oldDigest: string;
  readonly newDigest: string;
}

export interface ServiceName {
  readonly environment: EnvironmentName;
  readonly name: string;
}

export interface CreateService extends ServiceName {
  readonly settings: StandaloneSettings;
  /** Name or id; null: the environment's only node. */
  readonly node: string | null;
  /** Also until it is ready. */
  readonly wait: boolean;
}

export interface UpdateService extends ServiceName {
  readonly overrides: StandaloneOverrides;
  readonly wait: boolean;
}

export interface RestoreService extends UpdateService {
  readonly node: string | null;
}

export type SwitchAction = 'restart' | 'stop' | 'start';

export interface SwitchService extends ServiceName {
  readonly action: SwitchAction;
  readonly wait: boolean;
}

export interface DeletedService {
  readonly name: string;
  readonly node: string;
  readonly removedVolumes: readonly string[];
  readonly keptVolumes: readonly string[];
  readonly hasPreset: boolean;
}

export interface Preset {
  readonly name: string;
  readonly version: number;
  readonly settings: StandaloneSettings;
  readonly changed: readonly string[];
  readonly savedBy: string;
  readonly savedAt: Instant;
}

/** The calls about standalone services and presets. Every one throws an AppError when it fails. */
export interface StandaloneClient {
  createService(request: CreateService): Promise<StandaloneOutcome>;
  updateService(request: UpdateService): Promise<StandaloneOutcome>;
  restoreService(request: RestoreService): Promise<StandaloneOutcome>;
  deleteService(service: ServiceName, withVolumes: boolean): Promise<DeletedService>;
  switchService(request: SwitchService): Promise<{ readonly service: StandaloneService; readonly isChanged: boolean }>;
  /** Sorted by name. */
  listServices(environment: EnvironmentName): Promise<readonly StandaloneService[]>;
  /** Throws `not_found` when there is none of the name. */
  getService(service: ServiceName): Promise<StandaloneService>;
  /** The newest version of each, sorted by name. */
  listPresets(environment: EnvironmentName): Promise<readonly Preset[]>;
  /** All its versions, the newest first. Throws `not_found` when there is none of the name. */
  presetVersions(preset: ServiceName): Promise<readonly Preset[]>;
  deletePreset(preset: ServiceName): Promise<void>;
}

/** Pulling and starting take as long as they take. */
const CHANGE_DEADLINE_MS = 15 * 60_000;

const ACTIONS = {
  restart: 'ACTION_RESTART',
  stop: 'ACTION_STOP',
  start: 'ACTION_START',
} as const satisfies Record<SwitchAction, string>;

/** These calls over gRPC. */
export class GrpcStandaloneClient implements StandaloneClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async createService({ settings, node, ...rest }: CreateService): Promise<StandaloneOutcome> {
    const request = { ...rest, settings: encodeSettings(settings), node: node ?? '' };
    return decodeOutcome(await this.#channel.call(OPERATOR.CreateStandaloneService, request, CHANGE_DEADLINE_MS));
  }

  async updateService({ overrides, ...rest }: UpdateService): Promise<StandaloneOutcome> {
    const request = { ...rest, overrides: encodeSettings(overrides) };
    return decodeOutcome(await this.#channel.call(OPERATOR.UpdateStandaloneService, request, CHANGE_DEADLINE_MS));
  }

  async restoreService({ overrides, node, ...rest }: RestoreService): Promise<StandaloneOutcome> {
    const request = { ...rest, overrides: encodeSettings(overrides), node: node ?? '' };
    return decodeOutcome(await this.#channel.call(OPERATOR.RestoreStandaloneService, request, CHANGE_DEADLINE_MS));
  }

  deleteService(service: ServiceName, withVolumes: boolean): Promise<DeletedService> {
    const request = { ...service, withVolumes };
    return this.#channel.call(OPERATOR.DeleteStandaloneService, request, CHANGE_DEADLINE_MS);
  }

  async switchService({ action, ...rest }: SwitchService) {
    const request = { ...rest, action: ACTIONS[action] };
    const reply = await this.#channel.call(OPERATOR.SwitchStandaloneService, request, CHANGE_DEADLINE_MS);
    return { service: decodeService(reply.service), isChanged: reply.isChanged };
  }

  async listServices(environment: EnvironmentName): Promise<readonly StandaloneService[]> {
    const { services } = await this.#channel.call(OPERATOR.ListStandaloneServices, { environment, name: '' });
    return services.map(decodeService);
  }

  async getService(service: ServiceName): Promise<StandaloneService> {
    const { services } = await this.#channel.call(OPERATOR.ListStandaloneServices, service);
    return decodeService(services[0] ?? null);
  }

  async listPresets(environment: EnvironmentName): Promise<readonly Preset[]> {
    const { presets } = await this.#channel.call(OPERATOR.ListPresets, { environment, name: '' });
    return presets.map(decodePreset);
  }

  async presetVersions(preset: ServiceName): Promise<readonly Preset[]> {
    const { presets } = await this.#channel.call(OPERATOR.ListPresets, preset);
    return presets.map(decodePreset);
  }

  async deletePreset(preset: ServiceName): Promise<void> {
    await this.#channel.call(OPERATOR.DeletePreset, preset);
  }
}

function decodeOutcome({ service, ...rest }: wire.StandaloneOutcome__Output): StandaloneOutcome {
  return { ...rest, service: decodeService(service) };
}

function decodeService(message: wire.StandaloneService__Output | null): StandaloneService {
  if (message === null || message.image === null) throw missing('service');
  const { settings, image, status, createdAtMs, updatedAtMs } = message;
  const { name, node, isStopped, hasPreset, operation, isHostnamePending } = message;
  const connection = CONNECTION.fromWire(message.connection) ?? 'offline';
  return {
    name,
    node,
    isStopped,
    hasPreset,
    operation,
    isHostnamePending,
    connection,
    settings: decodeSettings(settings),
    image: decodeImage(image),
    status: status === null ? null : decodeReport(status, connection),
    createdAt: createdAtMs,
    updatedAt: updatedAtMs,
  };
}

function decodePreset({ settings, savedAtMs, ...rest }: wire.Preset__Output): Preset {
  return { ...rest, settings: decodeSettings(settings), savedAt: savedAtMs };
}
