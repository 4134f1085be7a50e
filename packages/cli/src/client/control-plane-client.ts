import type { Connection, Finding, PinnedImage, ReplacementOrder, SshAddress } from '@devopsellence/core';
import type { ChangeKind } from '@devopsellence/protocol';
import type { AccessClient } from './access-client.js';
import type { BackupClient } from './backup-client.js';
import type { BlobClient } from './blob-client.js';
import type { DiagnosisClient } from './diagnosis-client.js';
import type { IdentityClient } from './identity-client.js';
import type { EnvironmentName, NodeInfo } from './names.js';
import type { RegistryClient } from './registry-client.js';
import type { ReleaseClient } from './release-client.js';
import type { ScopeClient } from './scope-client.js';
import type { StandaloneClient } from './standalone-client.js';
import type {
  Deployment,
  DeploymentProgress,
  EnvironmentStatus,
  FleetFilter,
  FleetStatus,
  ServiceOverview,
  ServiceQuestion,
} from './status.js';
import type { TaskClient } from './task-client.js';
import type { VolumeClient } from './volume-client.js';

export interface RegisterNode {
  /** Null: the machine's host name, told when it joins. */
  readonly name: string | null;
  /** Null: the control plane's default. */
  readonly labels: readonly string[] | null;
  /** Null: the control plane's default. */
  readonly expiresInMs: number | null;
}

export interface Registration {
  readonly joinToken: string;
  readonly expiresAt: number;
  readonly name: string;
  /** host:port of the control plane, where to join. */
  readonly address: string;
  /** The line to type on the node. */
  readonly command: string;
}

export interface NodeChange {
  readonly node: NodeInfo;
  readonly changed: boolean;
  /** What a deploy or apply would change because of this, one sentence each. */
  readonly pendingChanges: readonly string[];
  /** Those that this deleted, or whose containers it replaces: `ORGANIZATION/PROJECT/ENVIRONMENT NAME`. */
  readonly standaloneServices: readonly string[];
}

export interface RemovedNode {
  readonly id: string;
  readonly name: string;
  /** Those that went with it: `ORGANIZATION/PROJECT/ENVIRONMENT NAME`. */
  readonly standaloneServices: readonly string[];
}

export type LabelOperation = 'set' | 'add' | 'remove';

export interface ChangeLabels {
  readonly node: string;
  readonly operation: LabelOperation;
  readonly labels: readonly string[];
}

/** The image of the services that name none. */
export interface AppImage {
  readonly reference: string;
  /** `sha256:…` when it was built here: the nodes must have it, whatever a registry has under that name. */
  readonly id: string | null;
  /** Beside the id: digest of its manifest, when it was uploaded; null otherwise. */
  readonly manifest: string | null;
}

export interface DeployRequest {
  readonly environment: EnvironmentName;
  /** As encoded by core. */
  readonly spec: string;
  readonly revision: string;
  /** Null when every service has an image of its own. */
  readonly appImage: AppImage | null;
  readonly dryRun: boolean;
  /** Other environments on nodes that are held after a restore may go back to what the control plane knows of them. */
  readonly takeBack: boolean;
  /** A deployment that runs ends as superseded. */
  readonly supersede: boolean;
  readonly requestToken: string;
}

export interface ApplyRequest {
  readonly environment: EnvironmentName;
  readonly dryRun: boolean;
  /** Other environments on nodes that are held after a restore may go back to what the control plane knows of them. */
  readonly takeBack: boolean;
  /** A deployment that runs ends as superseded. */
  readonly supersede: boolean;
  readonly requestToken: string;
}

export interface PlannedChange {
  readonly kind: ChangeKind;
  readonly service: string;
  readonly order: ReplacementOrder;
  readonly reasons: readonly string[];
}

/** What a deployment changes on one node. */
export interface NodePlan {
  readonly node: string;
  readonly connection: Connection;
  readonly changes: readonly PlannedChange[];
}

export interface DeployReply {
  /** Null for a dry run. */
  readonly releaseId: string | null;
  readonly deploymentId: string | null;
  readonly plan: readonly NodePlan[];
  /** No node has anything to change. */
  readonly unchanged: boolean;
  readonly findings: readonly Finding[];
  readonly images: readonly PinnedImage[];
}

export interface SecretName {
  readonly environment: EnvironmentName;
  /** Null: for the whole environment. */
  readonly service: string | null;
  readonly name: string;
}

export interface Secret {
  readonly name: string;
  readonly service: string | null;
  readonly versionId: string;
  readonly updatedAt: number;
  readonly updatedBy: string;
}

export interface SecretChange {
  readonly secret: Secret;
  readonly pendingChanges: readonly string[];
}

export interface LogsRequest {
  readonly environment: EnvironmentName;
  readonly service: string | null;
  readonly node: string | null;
  readonly lines: number;
  readonly sinceMs: number | null;
  readonly follow: boolean;
}

export type LogEntry =
  | {
      readonly kind: 'line';
      readonly node: string;
      readonly service: string;
      readonly container: string;
      readonly stderr: boolean;
      readonly at: number;
      readonly line: Uint8Array;
    }
  /** This node's part ended early, the others go on. */
  | { readonly kind: 'failure'; readonly node: string; readonly message: string }
  /** A sentence about the lines that follow. */
  | { readonly kind: 'note'; readonly node: string; readonly text: string };

export type LogLine = Extract<LogEntry, { readonly kind: 'line' }>;

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface ExecRequest {
  readonly environment: EnvironmentName;
  readonly service: string;
  /** Null: the first online node on which the service runs. */
  readonly node: string | null;
  readonly command: readonly string[];
  /** Name or number; null: as the image says. */
  readonly user: string | null;
  readonly tty: boolean;
  readonly interactive: boolean;
  /** Null without a terminal. */
  readonly size: TerminalSize | null;
}

export type ExecInput =
  | { readonly kind: 'input'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'resize'; readonly size: TerminalSize };

export type ExecOutput =
  | { readonly kind: 'output'; readonly stderr: boolean; readonly bytes: Uint8Array }
  | { readonly kind: 'exit'; readonly exitCode: number };

/** A command that runs in a container. */
export interface ExecSession {
  /** Resolves when more may be sent. */
  send(input: ExecInput): Promise<void>;
  /** Ends after `exit`. Throws what kept the command from running or ending. */
  readonly output: AsyncIterable<ExecOutput>;
}

/** The calls the commands make. Every one throws an AppError when it fails. */
export interface ControlPlaneClient
  extends AccessClient,
    BackupClient,
    BlobClient,
    DiagnosisClient,
    IdentityClient,
    RegistryClient,
    ReleaseClient,
    ScopeClient,
    StandaloneClient,
    TaskClient,
    VolumeClient {
  registerNode(request: RegisterNode): Promise<Registration>;
  listNodes(): Promise<readonly NodeInfo[]>;
  attachNode(node: string, environment: EnvironmentName): Promise<NodeChange>;
  detachNode(node: string, environment: EnvironmentName): Promise<NodeChange>;
  changeNodeLabels(change: ChangeLabels): Promise<NodeChange>;
  /** Keeps with a node how its machine is reached. */
  setSshAddress(node: string, ssh: SshAddress): Promise<NodeChange>;
  /** Says what makes hostnames public on the node. */
  setNodeIngress(node: string, ingress: string): Promise<NodeChange>;
  removeNode(node: string): Promise<RemovedNode>;
  deploy(request: DeployRequest): Promise<DeployReply>;
  apply(request: ApplyRequest): Promise<DeployReply>;
  /** The newest first. */
  listDeployments(environment: EnvironmentName): Promise<readonly Deployment[]>;
  /** Ends it if it runs; answers how it stands then. */
  cancelDeployment(deploymentId: string): Promise<Deployment>;
  /** The progress now, then each change, until the deployment has ended. */
  watchDeployment(deploymentId: string): AsyncIterable<DeploymentProgress>;
  status(environment: EnvironmentName): Promise<EnvironmentStatus>;
  /** Agents are asked: answered within about ten seconds, also where one hangs. */
  serviceStatus(question: ServiceQuestion): Promise<ServiceOverview>;
  fleetStatus(filter: FleetFilter): Promise<FleetStatus>;
  setSecret(secret: SecretName, value: string): Promise<SecretChange>;
  listSecrets(environment: EnvironmentName): Promise<readonly Secret[]>;
  deleteSecret(secret: SecretName): Promise<SecretChange>;
  logs(request: LogsRequest): AsyncIterable<LogEntry>;
  exec(request: ExecRequest): ExecSession;
  close(): void;
}
