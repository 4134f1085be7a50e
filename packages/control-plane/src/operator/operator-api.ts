import { ENROLLMENT, OPERATOR } from '@devopsellence/protocol';
import { LiveCalls } from '../access/live-calls.js';
import type { Backups } from '../backup/backups.js';
import type { LiveRestore } from '../backup/live-restore.js';
import type { RecordedBackups } from '../backup/recorded-backups.js';
import type { BlobStore } from '../blobs/blob-store.js';
import type { Endpoints } from '../endpoints.js';
import { Enrollment } from '../identity/enrollment.js';
import type { Identity } from '../identity/identity.js';
import type { Rotations } from '../identity/rotations.js';
import type { MasterKeyRotation } from '../secrets/master-key-rotation.js';
import type { GrpcService } from '../server/grpc-server.js';
import type { DeployPart, Services } from '../services.js';
import { Admission } from './admission.js';
import { attachmentHandlers } from './attachments.js';
import { backupHandlers } from './backups.js';
import { blobHandlers } from './blobs.js';
import { type DiagnoseControlPlaneDeps, diagnoseControlPlaneHandlers } from './diagnose-control-plane.js';
import { diagnoseNodeHandlers } from './diagnose-node.js';
import { enrollmentService } from './enrollment-service.js';
import { eventHandlers } from './events.js';
import type { OperatorHandlers } from './handler.js';
import { labelHandlers } from './labels.js';
import { nodeIngressHandlers } from './node-ingress.js';
import { nodeLogsHandlers } from './node-logs.js';
import { type NodeHandlerDeps, nodeHandlers } from './nodes.js';
import { OperatorService } from './operator-service.js';
import { registryHandlers } from './registries.js';
import { rejoinNodeHandlers } from './rejoin-node.js';
import { restoreBackupHandlers } from './restore-backup.js';
import { rotationHandlers } from './rotations.js';
import { scopeHandlers } from './scopes.js';
import { secretHandlers } from './secrets.js';
import { serviceStatusHandlers } from './service-status.js';
import { sshAddressHandlers } from './ssh-addresses.js';
import { tokenHandlers } from './tokens.js';
import { volumeHandlers } from './volumes.js';
import { whoAmIHandlers } from './who-am-i.js';

export interface OperatorApiDeps {
  readonly services: Services;
  readonly blobs: BlobStore;
  readonly backups: Backups;
  readonly recorded: RecordedBackups;
  readonly liveRestore: LiveRestore;
  readonly identity: Identity;
  readonly rotations: Rotations;
  readonly masterKeyRotation: MasterKeyRotation;
  readonly deployPart: DeployPart;
  readonly connections: NodeHandlerDeps['connections'];
  readonly endpoints: Endpoints;
  /** What is told of the control plane itself. */
  readonly self: DiagnoseControlPlaneDeps;
  /** Aborts when the control plane stops: every call then ends. */
  readonly stopping: AbortSignal;
}

/** What is served on the operator listener. */
export function operatorApi(deps: OperatorApiDeps): GrpcService[] {
  const { services, identity, endpoints, stopping } = deps;
  const { store, clock, logger } = services;
  const liveCalls = new LiveCalls(clock);
  const observer = deps.self.metrics.calls;
  const enrollment = new Enrollment({
    ...services,
    ...identity,
    gatewayAddresses: () => endpoints.gatewayAddresses(),
  });
  const operator = new OperatorService({
    handlers: operatorHandlers(deps, enrollment, liveCalls),
    admission: new Admission({ store, clock, liveCalls, authority: identity.authority }),
    authority: identity.authority,
    logger,
    observer,
    stopping,
  });
  return [
    { definition: OPERATOR, implementation: operator.implementation() },
    { definition: ENROLLMENT, implementation: enrollmentService({ enrollment, logger, observer, stopping }) },
  ];
}

function operatorHandlers(deps: OperatorApiDeps, joinTokens: Enrollment, liveCalls: LiveCalls): OperatorHandlers {
  const { services, blobs, identity, deployPart, connections, endpoints } = deps;
  const { pendingChanges } = deployPart;
  const operatorAddress = () => endpoints.operatorAddress();
  return {
    ...whoAmIHandlers(services),
    ...nodeHandlers({ ...services, joinTokens, connections, operatorAddress }),
    ...rotationHandlers(deps),
    ...sshAddressHandlers(services),
    ...nodeIngressHandlers(services),
    ...rejoinNodeHandlers({ ...services, joinTokens, operatorAddress }),
    ...attachmentHandlers({ ...services, pendingChanges }),
    ...labelHandlers({ ...services, pendingChanges }),
    ...secretHandlers({ ...services, pendingChanges, vault: identity.vault }),
    ...registryHandlers({ ...services, vault: identity.vault }),
    ...diagnoseControlPlaneHandlers(deps.self),
    ...blobHandlers({ blobs }),
    ...backupHandlers({ ...services, ...deps }),
    ...restoreBackupHandlers(deps.liveRestore),
    ...diagnoseNodeHandlers(services),
    ...serviceStatusHandlers(services),
    ...nodeLogsHandlers(services),
    ...volumeHandlers(services),
    ...tokenHandlers({ ...services, liveCalls, authority: identity.authority }),
    ...eventHandlers(services),
    ...scopeHandlers(services),
    ...deployPart.handlers,
  };
}
