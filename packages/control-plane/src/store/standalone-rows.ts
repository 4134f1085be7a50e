/** A standalone service of an environment. */
export interface StandaloneServiceRow {
  id: string;
  environment_id: string;
  /** Unique in the environment. */
  name: string;
  node_id: string;
  /** StandaloneSettings. */
  settings: string;
  /** DesiredService: its part of the node's desired state. */
  document: string;
  created_at: number;
  updated_at: number;
}

/** One version of the settings of a standalone service, kept when the service is deleted. */
export interface PresetRow {
  environment_id: string;
  /** Name of the service. */
  name: string;
  /** Counts from 1. */
  version: number;
  /** StandaloneSettings. */
  settings: string;
  /** Names of the settings that are others than in the version before; JSON. */
  changed: string;
  /** Name of a token. */
  saved_by: string;
  saved_at: number;
}

/** An operation on a standalone service that goes on; gone when it has ended. */
export interface StandaloneOperationRow {
  id: string;
  environment_id: string;
  /** Of the service, which may not be there yet. Unique in the environment. */
  name: string;
  kind: 'create' | 'update' | 'restore' | 'delete' | 'restart' | 'stop' | 'start';
  /** Name of a token. */
  started_by: string;
  started_at: number;
  correlation_id: string;
  /** OperationPublication; null: nothing was changed yet. */
  publication: string | null;
}
