import type { OperatorRole } from '@devopsellence/core';
import type {
  NodeEnvironmentRow,
  NodeIdentityRow,
  NodeLabelRow,
  NodeReportRow,
  NodeRow,
  SshAddressRow,
} from './node-rows.js';
import type { PresetRow, StandaloneOperationRow, StandaloneServiceRow } from './standalone-rows.js';
import type { TaskRunRow } from './task-run-row.js';

export type * from './node-rows.js';
export type * from './standalone-rows.js';
export type * from './task-run-row.js';

/**
 * Tables as the query layer sees them. Ids are ULIDs in text form, moments are milliseconds since the epoch, JSON is text:
 * the same shapes serve SQLite and PostgreSQL. A document column names the type it holds.
 */
export interface Database {
  readonly organizations: OrganizationRow;
  readonly projects: ProjectRow;
  readonly environments: EnvironmentRow;
  readonly nodes: NodeRow;
  readonly node_labels: NodeLabelRow;
  readonly node_environments: NodeEnvironmentRow;
  readonly join_tokens: JoinTokenRow;
  readonly tokens: TokenRow;
  readonly secrets: SecretRow;
  readonly secret_versions: SecretVersionRow;
  readonly registries: RegistryRow;
  readonly releases: ReleaseRow;
  readonly deployments: DeploymentRow;
  readonly desired_environments: DesiredEnvironmentRow;
  readonly deployment_nodes: DeploymentNodeRow;
  readonly deployment_documents: DeploymentDocumentRow;
  readonly node_reports: NodeReportRow;
  readonly events: EventRow;
  readonly node_identities: NodeIdentityRow;
  readonly blobs: BlobRow;
  readonly restorations: RestorationRow;
  readonly images: ImageRow;
  readonly image_blobs: ImageBlobRow;
  readonly rotations: RotationRow;
  readonly task_runs: TaskRunRow;
  readonly ssh_addresses: SshAddressRow;
  readonly standalone_services: StandaloneServiceRow;
  readonly presets: PresetRow;
  readonly standalone_operations: StandaloneOperationRow;
}

export interface OrganizationRow {
  id: string;
  /** Unique. */
  name: string;
  created_at: number;
}

export interface ProjectRow {
  id: string;
  organization_id: string;
  /** Unique in the organization. */
  name: string;
  created_at: number;
}

export interface EnvironmentRow {
  id: string;
  project_id: string;
  /** Unique in the project. */
  name: string;
  /** What the environment was last asked to run; null before the first deploy. */
  current_release_id: string | null;
  created_at: number;
}

export interface JoinTokenRow {
  /** SHA-256 (hex) of the secret part. */
  secret_hash: string;
  node_id: string;
  expires_at: number;
  used_at: number | null;
  created_at: number;
  /** Fingerprint of the certificate authority that the token carries; null: made before that was kept. */
  authority_fingerprint: string | null;
}

export interface TokenRow {
  id: string;
  name: string;
  role: OperatorRole;
  /** SHA-256 (hex) of the secret part. Unique. */
  secret_hash: string;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  /** Where it counts; null: everywhere. */
  organization: string | null;
  project: string | null;
  environment: string | null;
  /** Name of the token with which it was made, or `control-plane`. */
  created_by: string;
}

export interface SecretRow {
  id: string;
  environment_id: string;
  /** Empty: for the whole environment. */
  service: string;
  /** Unique with environment and service. */
  name: string;
  current_version_id: string;
  updated_at: number;
  updated_by: string;
}

export interface SecretVersionRow {
  id: string;
  /** No foreign key: a version outlives its secret while a desired state references it. */
  secret_id: string;
  environment_id: string;
  /** The value, sealed by the vault. */
  sealed: Buffer;
  created_at: number;
}

export interface RegistryRow {
  id: string;
  organization_id: string;
  /** Unique in the organization. */
  host: string;
  username: string;
  /** The password, sealed by the vault. */
  sealed: Buffer;
  updated_at: number;
  /** Below it lies what deploys push; null: they push elsewhere. One of an organization is not null. */
  namespace: string | null;
}

export interface ReleaseRow {
  id: string;
  environment_id: string;
  /** Counts up from 1 in the environment. */
  number: number;
  /** What it was made from: a commit or a content hash. */
  revision: string;
  /** EnvironmentSpec, as encoded by core. */
  spec: string;
  /** Record<service name, PinnedImage>. */
  images: string;
  created_at: number;
  created_by: string;
}

export interface DeploymentRow {
  id: string;
  environment_id: string;
  release_id: string;
  kind: 'deploy' | 'apply' | 'rollback';
  state: 'running' | 'settled' | 'failed' | 'rolled_back' | 'superseded' | 'cancelled';
  /** Why it ended as it did. */
  reason: string;
  /** Unique in the environment. */
  request_token: string;
  started_by: string;
  started_at: number;
  deadline_at: number;
  ended_at: number | null;
}

/** One environment's part of one node's desired state: what was last published to it. */
export interface DesiredEnvironmentRow {
  node_id: string;
  environment_id: string;
  deployment_id: string;
  release_id: string;
  /** DesiredEnvironment. */
  document: string;
  published_at: number;
}

/** A document of a running deployment: many of its nodes have the same. */
export interface DeploymentDocumentRow {
  deployment_id: string;
  /** Unique with the deployment. */
  number: number;
  /** DesiredEnvironment. */
  document: string;
}

/**
 * What a running deployment does to one node: its plan, fixed when the deployment started, and how far it is. Only rows of
 * running deployments exist; they go when the deployment ends or the node is removed (on delete cascade).
 */
export interface DeploymentNodeRow {
  deployment_id: string;
  /** Unique with the deployment. */
  node_id: string;
  /** `keep`: what is published already is what the deployment wants. */
  change: 'publish' | 'withdraw' | 'keep';
  /** Of the document to publish; null: the node is to run nothing of the environment. */
  document_number: number | null;
  /** Of the document that was published before, to go back to; null when there was none. */
  previous_number: number | null;
  /** Release of the previous document. */
  previous_release_id: string | null;
  /** 1: the deployment that was superseded had not settled it. */
  left_changing: 0 | 1;
  /** Revision of the node's desired state that brings the change; null until it is published. */
  published_revision: number | null;
  /** Since when the published change is with a node that is heard of; null before. */
  began_at: number | null;
  settled_at: number | null;
}

export interface EventRow {
  id: string;
  at: number;
  /** Name of the token, or `control-plane`, or `node NAME`. */
  actor: string;
  /** For example `deployment.started`. */
  action: string;
  /** For example `environment acme/shop/production`. */
  subject: string;
  /** JSON object; never a secret's value. */
  details: string;
  correlation_id: string;
  /** What it is about; all null: the fleet itself. */
  organization: string | null;
  project: string | null;
  environment: string | null;
}

/** A file in the data directory that is whole and was verified. */
export interface BlobRow {
  digest: string;
  size: number;
  /** Digest of a layer as it is unpacked; null for anything else. */
  diff_id: string | null;
  /** Not removed before, used or not. */
  kept_until: number;
}

/** An image that was uploaded; goes with the blob that is its manifest. */
export interface ImageRow {
  manifest: string;
  /** Digest of its configuration. */
  image_id: string;
  added_at: number;
}

/** The image is made of the blob. */
export interface ImageBlobRow {
  manifest: string;
  digest: string;
}

/** A backup that was restored. */
export interface RestorationRow {
  id: string;
  backup_id: string;
  /** Of which moment the backup is. */
  backup_at: number;
  restored_at: number;
}

export interface RotationRow {
  kind: 'certificate_authority' | 'signing_key' | 'master_key';
  phase: 'steady' | 'announced' | 'replaced';
  /** When it came to be in the phase. */
  since: number;
}
