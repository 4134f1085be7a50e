import type { OperatorRole, PinnedImage, StandaloneOverrides, StandaloneSettings } from '@devopsellence/core';
import type { Services } from '../services.js';
import type { EnvironmentNames, StandaloneOperation, StandaloneService } from '../store/index.js';

export interface StandaloneDeps extends Services {
  /** When this control plane started. */
  readonly startedAt: number;
}

/** On whose behalf something is done. */
export interface ServiceCaller {
  /** Name of the token. */
  readonly actor: string;
  readonly role: OperatorRole;
  readonly correlationId: string;
  /** Aborts when the caller has gone: what was begun goes on. */
  readonly signal: AbortSignal;
}

/** Which service is meant, as the caller wrote it. */
export interface ServiceKey {
  readonly environment: EnvironmentNames;
  readonly name: string;
}

export interface CreateRequest extends ServiceKey {
  readonly settings: StandaloneSettings;
  /** Name or id; empty: the environment's only node. */
  readonly node: string;
  /** Waits until it is ready, too. */
  readonly waits: boolean;
}

export interface UpdateRequest extends ServiceKey {
  readonly overrides: StandaloneOverrides;
  readonly waits: boolean;
}

export interface RestoreRequest extends UpdateRequest {
  readonly node: string;
}

export interface DeleteRequest extends ServiceKey {
  readonly withVolumes: boolean;
}

export interface SwitchRequest extends ServiceKey {
  readonly action: Extract<StandaloneOperation['kind'], 'restart' | 'stop' | 'start'>;
  readonly waits: boolean;
}

/** What came of a create, an update or a restore. */
export interface ChangeOutcome {
  readonly service: StandaloneService;
  /** False: it was up to date, and nothing was touched. */
  readonly isChanged: boolean;
  readonly isConfigUpdated: boolean;
  /** Names of the settings that are others than before. */
  readonly changed: readonly string[];
  /** Null: there was none before. */
  readonly imageBefore: PinnedImage | null;
}

export interface DeleteOutcome {
  /** Name of the node. */
  readonly node: string;
  /** Names on the engine. */
  readonly removedVolumes: readonly string[];
  readonly keptVolumes: readonly string[];
}

export interface SwitchOutcome {
  readonly service: StandaloneService;
  readonly isChanged: boolean;
}
