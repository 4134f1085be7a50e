import type { SshAddress } from '@devopsellence/core';
import { duplexStream, OPERATOR, serverStream } from '@devopsellence/protocol';
import type { Server } from '../outside.js';
import { type AccessClient, GrpcAccessClient } from './access-client.js';
import { type BackupClient, GrpcBackupClient } from './backup-client.js';
import { type BlobClient, GrpcBlobClient } from './blob-client.js';
import { Channel } from './channel.js';
import type {
  ApplyRequest,
  ChangeLabels,
  ControlPlaneClient,
  DeployReply,
  DeployRequest,
  ExecRequest,
  ExecSession,
  LabelOperation,
  LogEntry,
  LogsRequest,
  NodeChange,
  RegisterNode,
  Registration,
  RemovedNode,
  Secret,
  SecretChange,
  SecretName,
} from './control-plane-client.js';
import { decodeDeployReply, decodeNode, decodeNodeChange, decodeSecret, decodeSecretChange } from './decode.js';
import {
  decodeDeployment,
  decodeEnvironmentStatus,
  decodeFleetStatus,
  decodeProgress,
  decodeServiceOverview,
} from './decode-status.js';
import { type DiagnosisClient, GrpcDiagnosisClient } from './diagnosis-client.js';
import { GrpcIdentityClient, type IdentityClient } from './identity-client.js';
import type { EnvironmentName, NodeInfo } from './names.js';
import { GrpcRegistryClient, type RegistryClient } from './registry-client.js';
import { GrpcReleaseClient, type ReleaseClient } from './release-client.js';
import { GrpcScopeClient, type ScopeClient } from './scope-client.js';
import { GrpcStandaloneClient, type StandaloneClient } from './standalone-client.js';
import type {
  Deployment,
  DeploymentProgress,
  EnvironmentStatus,
  FleetFilter,
  FleetStatus,
  ServiceOverview,
  ServiceQuestion,
} from './status.js';
import { decodeExecReplies, decodeLogEntry, encodeExecInput, encodeExecOpen, messagesOf } from './streams.js';
import { GrpcTaskClient, type TaskClient } from './task-client.js';
import { GrpcVolumeClient, type VolumeClient } from './volume-client.js';

/** Before a deploy is answered, nodes have to say which images they know: registries can be slow. */
const DEPLOY_DEADLINE_MS = 300_000;

const LABEL_OPERATIONS = {
  set: 'OPERATION_SET',
  add: 'OPERATION_ADD',
  remove: 'OPERATION_REMOVE',
} as const satisfies Record<LabelOperation, string>;

/** The control plane over gRPC. Every call ends when the signal aborts. */
export class GrpcClient implements ControlPlaneClient {
  readonly #channel: Channel;
  readonly #access: AccessClient;
  readonly #backups: BackupClient;
  readonly #blobs: BlobClient;
  readonly #scopes: ScopeClient;
  readonly #diagnosis: DiagnosisClient;
  readonly #identity: IdentityClient;
  readonly #registries: RegistryClient;
  readonly #releases: ReleaseClient;
  readonly #standalone: StandaloneClient;
  readonly #tasks: TaskClient;
  readonly #volumes: VolumeClient;

  constructor(server: Server, signal: AbortSignal) {
    this.#channel = new Channel(server, signal);
    this.#access = new GrpcAccessClient(this.#channel);
    this.#backups = new GrpcBackupClient(this.#channel);
    this.#blobs = new GrpcBlobClient(this.#channel);
    this.#scopes = new GrpcScopeClient(this.#channel);
    this.#diagnosis = new GrpcDiagnosisClient(this.#channel);
    this.#identity = new GrpcIdentityClient(this.#channel);
    this.#registries = new GrpcRegistryClient(this.#channel);
    this.#releases = new GrpcReleaseClient(this.#channel);
    this.#standalone = new GrpcStandaloneClient(this.#channel);
    this.#tasks = new GrpcTaskClient(this.#channel);
    this.#volumes = new GrpcVolumeClient(this.#channel);
  }

  readonly findLayers: BlobClient['findLayers'] = (diffIds) => this.#blobs.findLayers(diffIds);
  readonly uploadBlob: BlobClient['uploadBlob'] = (upload) => this.#blobs.uploadBlob(upload);
  readonly whoAmI: AccessClient['whoAmI'] = () => this.#access.whoAmI();
  readonly createToken: AccessClient['createToken'] = (request) => this.#access.createToken(request);
  readonly listTokens: AccessClient['listTokens'] = () => this.#access.listTokens();
  readonly revokeToken: AccessClient['revokeToken'] = (token) => this.#access.revokeToken(token);
  readonly events: AccessClient['events'] = (request) => this.#access.events(request);
  readonly listScopes: ScopeClient['listScopes'] = () => this.#scopes.listScopes();
  readonly createScope: ScopeClient['createScope'] = (scope) => this.#scopes.createScope(scope);
  readonly deleteScope: ScopeClient['deleteScope'] = (scope) => this.#scopes.deleteScope(scope);

  async registerNode({ name, labels, expiresInMs }: RegisterNode): Promise<Registration> {
    const request = { name: name ?? '', labels: [...(labels ?? [])], expiresInMs: expiresInMs ?? 0 };
    const { expiresAtMs, ...reply } = await this.#channel.call(OPERATOR.RegisterNode, request);
    return { ...reply, expiresAt: expiresAtMs };
  }

  async listNodes(): Promise<readonly NodeInfo[]> {
    const { nodes } = await this.#channel.call(OPERATOR.ListNodes, {});
    return nodes.map(decodeNode);
  }

  async attachNode(node: string, environment: EnvironmentName): Promise<NodeChange> {
    return decodeNodeChange(await this.#channel.call(OPERATOR.AttachNode, { node, environment }));
  }

  async detachNode(node: string, environment: EnvironmentName): Promise<NodeChange> {
    return decodeNodeChange(await this.#channel.call(OPERATOR.DetachNode, { node, environment }));
  }

  async changeNodeLabels({ node, operation, labels }: ChangeLabels): Promise<NodeChange> {
    const request = { node, operation: LABEL_OPERATIONS[operation], labels: [...labels] };
    return decodeNodeChange(await this.#channel.call(OPERATOR.ChangeNodeLabels, request));
  }

  async setSshAddress(node: string, { host, user, port }: SshAddress): Promise<NodeChange> {
    const request = { node, ssh: { host, user: user ?? '', port: port ?? 0 } };
    return decodeNodeChange(await this.#channel.call(OPERATOR.SetSshAddress, request));
  }

  async setNodeIngress(node: string, ingress: string): Promise<NodeChange> {
    return decodeNodeChange(await this.#channel.call(OPERATOR.SetNodeIngress, { node, ingress }));
  }

  removeNode(node: string): Promise<RemovedNode> {
    return this.#channel.call(OPERATOR.RemoveNode, { node });
  }

  async deploy(request: DeployRequest): Promise<DeployReply> {
    const { appImage, ...rest } = request;
    const message = {
      ...rest,
      appImage: appImage?.reference ?? '',
      appImageId: appImage?.id ?? '',
      appImageManifest: appImage?.manifest ?? '',
    };
    return decodeDeployReply(await this.#channel.call(OPERATOR.Deploy, message, DEPLOY_DEADLINE_MS));
  }

  async apply(request: ApplyRequest): Promise<DeployReply> {
    return decodeDeployReply(await this.#channel.call(OPERATOR.Apply, request, DEPLOY_DEADLINE_MS));
  }

  async listDeployments(environment: EnvironmentName): Promise<readonly Deployment[]> {
    const { deployments } = await this.#channel.call(OPERATOR.ListDeployments, { environment });
    return deployments.map(decodeDeployment);
  }

  async cancelDeployment(deploymentId: string): Promise<Deployment> {
    return decodeDeployment(await this.#channel.call(OPERATOR.CancelDeployment, { deploymentId }));
  }

  async *watchDeployment(deploymentId: string): AsyncGenerator<DeploymentProgress> {
    const { client, context, explain } = this.#channel;
    const stream = serverStream(client, OPERATOR.WatchDeployment, { deploymentId }, context);
    for await (const progress of messagesOf(stream, explain)) yield decodeProgress(progress);
  }

  async status(environment: EnvironmentName): Promise<EnvironmentStatus> {
    return decodeEnvironmentStatus(await this.#channel.call(OPERATOR.GetStatus, { environment }));
  }

  async serviceStatus({ environment, service, node }: ServiceQuestion): Promise<ServiceOverview> {
    const request = { environment, service, node: node ?? '' };
    return decodeServiceOverview(await this.#channel.call(OPERATOR.GetServiceStatus, request));
  }

  async fleetStatus({ label, environment, node, state }: FleetFilter): Promise<FleetStatus> {
    const request = { label: label ?? '', environment: environment ?? '', node: node ?? '', state: state ?? '' };
    return decodeFleetStatus(await this.#channel.call(OPERATOR.GetFleetStatus, request));
  }

  async setSecret({ environment, service, name }: SecretName, value: string): Promise<SecretChange> {
    const request = { environment, service: service ?? '', name, value };
    return decodeSecretChange(await this.#channel.call(OPERATOR.SetSecret, request));
  }

  async listSecrets(environment: EnvironmentName): Promise<readonly Secret[]> {
    const { secrets } = await this.#channel.call(OPERATOR.ListSecrets, { environment });
    return secrets.map(decodeSecret);
  }

  async deleteSecret({ environment, service, name }: SecretName): Promise<SecretChange> {
    const request = { environment, service: service ?? '', name };
    return decodeSecretChange(await this.#channel.call(OPERATOR.DeleteSecret, request));
  }

  async *logs(request: LogsRequest): AsyncGenerator<LogEntry> {
    const { client, context, explain } = this.#channel;
    const { service, node, sinceMs, ...rest } = request;
    const message = { ...rest, service: service ?? '', node: node ?? '', sinceMs: sinceMs ?? 0 };
    const stream = serverStream(client, OPERATOR.Logs, message, context);
    for await (const message of messagesOf(stream, explain)) {
      const entry = decodeLogEntry(message);
      if (entry !== null) yield entry;
    }
  }

  exec(request: ExecRequest): ExecSession {
    const { client, context, explain } = this.#channel;
    const stream = duplexStream(client, OPERATOR.Exec, context);
    stream.write(encodeExecOpen(request));
    return {
      // A write that comes too late is not a failure of its own: the output says how the command ended.
      send: (input) => new Promise((resolve) => stream.write(encodeExecInput(input), () => resolve())),
      output: decodeExecReplies(messagesOf(stream, explain)),
    };
  }

  readonly listReleases: ReleaseClient['listReleases'] = (environment) => this.#releases.listReleases(environment);
  readonly listTasks: TaskClient['listTasks'] = (environment) => this.#tasks.listTasks(environment);
  readonly runTask: TaskClient['runTask'] = (request) => this.#tasks.runTask(request);
  readonly listTaskRuns: TaskClient['listTaskRuns'] = (request) => this.#tasks.listTaskRuns(request);
  readonly taskRun: TaskClient['taskRun'] = (runId) => this.#tasks.taskRun(runId);
  readonly runLogs: TaskClient['runLogs'] = (request) => this.#tasks.runLogs(request);
  readonly getRelease: ReleaseClient['getRelease'] = (environment, release) =>
    this.#releases.getRelease(environment, release);
  readonly rollBack: ReleaseClient['rollBack'] = (request) => this.#releases.rollBack(request);
  readonly createService: StandaloneClient['createService'] = (request) => this.#standalone.createService(request);
  readonly updateService: StandaloneClient['updateService'] = (request) => this.#standalone.updateService(request);
  readonly restoreService: StandaloneClient['restoreService'] = (request) => this.#standalone.restoreService(request);
  readonly deleteService: StandaloneClient['deleteService'] = (service, withVolumes) =>
    this.#standalone.deleteService(service, withVolumes);
  readonly switchService: StandaloneClient['switchService'] = (request) => this.#standalone.switchService(request);
  readonly listServices: StandaloneClient['listServices'] = (environment) => this.#standalone.listServices(environment);
  readonly getService: StandaloneClient['getService'] = (service) => this.#standalone.getService(service);
  readonly listPresets: StandaloneClient['listPresets'] = (environment) => this.#standalone.listPresets(environment);
  readonly presetVersions: StandaloneClient['presetVersions'] = (preset) => this.#standalone.presetVersions(preset);
  readonly deletePreset: StandaloneClient['deletePreset'] = (preset) => this.#standalone.deletePreset(preset);
  readonly createBackup: BackupClient['createBackup'] = () => this.#backups.createBackup();
  readonly listBackups: BackupClient['listBackups'] = () => this.#backups.listBackups();
  readonly restoreBackup: BackupClient['restoreBackup'] = (id, dryRun) => this.#backups.restoreBackup(id, dryRun);
  readonly diagnoseControlPlane: DiagnosisClient['diagnoseControlPlane'] = (request) =>
    this.#diagnosis.diagnoseControlPlane(request);
  readonly diagnoseNode: DiagnosisClient['diagnoseNode'] = (request) => this.#diagnosis.diagnoseNode(request);
  readonly nodeLogs: DiagnosisClient['nodeLogs'] = (request) => this.#diagnosis.nodeLogs(request);
  readonly setRegistry: RegistryClient['setRegistry'] = (request) => this.#registries.setRegistry(request);
  readonly listRegistries: RegistryClient['listRegistries'] = (org) => this.#registries.listRegistries(org);
  readonly deleteRegistry: RegistryClient['deleteRegistry'] = (org, host) => this.#registries.deleteRegistry(org, host);
  readonly pushRegistry: RegistryClient['pushRegistry'] = (environment) => this.#registries.pushRegistry(environment);
  readonly listVolumes: VolumeClient['listVolumes'] = (node, sizes) => this.#volumes.listVolumes(node, sizes);
  readonly removeVolume: VolumeClient['removeVolume'] = (node, name) => this.#volumes.removeVolume(node, name);

  readonly rejoinNode: IdentityClient['rejoinNode'] = (node, expiresInMs) =>
    this.#identity.rejoinNode(node, expiresInMs);

  readonly trustStatus: IdentityClient['trustStatus'] = () => this.#identity.trustStatus();
  readonly rotateAuthority: IdentityClient['rotateAuthority'] = (request) => this.#identity.rotateAuthority(request);
  readonly rotateSigningKey: IdentityClient['rotateSigningKey'] = (request) => this.#identity.rotateSigningKey(request);
  readonly rotateMasterKey: IdentityClient['rotateMasterKey'] = () => this.#identity.rotateMasterKey();

  close(): void {
    this.#channel.close();
  }
}
