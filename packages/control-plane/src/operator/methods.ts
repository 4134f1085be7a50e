import type { OperatorRole } from '@devopsellence/core';
import {
  itsDeployment,
  itsEnvironment,
  itsEnvironmentAndNode,
  itsOpening,
  itsOrganization,
  itsScope,
  itsTaskRun,
  itsToken,
  onlyWhatIsSeen,
  type Subject,
  wholeFleet,
} from '../access/subject.js';
import type { OperatorMethod, RequestOf } from './handler.js';

interface MethodRule<M extends OperatorMethod> {
  /** The least role a token needs. */
  readonly role: OperatorRole;
  /** How long a call may take; null: as long as the caller stays. */
  readonly deadlineMs: number | null;
  /** What a call is about: all of it must be in the token's scope. Of a stream from the caller, its first message. */
  readonly scope: (request: RequestOf<M>) => readonly Subject[];
}

const SHORT_MS = 30_000;
/** A deploy asks nodes to resolve, and if need be to pull, images before it answers. */
const DEPLOY_MS = 15 * 60_000;
/** A large database is copied in many small steps. */
const BACKUP_MS = 15 * 60_000;

/** Who may call what, where, and for how long. Every method of the service is here, or this does not compile. */
export const METHODS: { readonly [M in OperatorMethod]: MethodRule<M> } = {
  WhoAmI: { role: 'viewer', deadlineMs: SHORT_MS, scope: onlyWhatIsSeen },
  ListNodes: { role: 'viewer', deadlineMs: SHORT_MS, scope: onlyWhatIsSeen },
  GetStatus: { role: 'viewer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  GetServiceStatus: { role: 'viewer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  GetFleetStatus: { role: 'viewer', deadlineMs: SHORT_MS, scope: onlyWhatIsSeen },
  WatchDeployment: { role: 'viewer', deadlineMs: null, scope: itsDeployment },

  Deploy: { role: 'deployer', deadlineMs: DEPLOY_MS, scope: itsEnvironment },
  Apply: { role: 'deployer', deadlineMs: DEPLOY_MS, scope: itsEnvironment },
  ListReleases: { role: 'viewer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  GetRelease: { role: 'viewer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  Rollback: { role: 'deployer', deadlineMs: DEPLOY_MS, scope: itsEnvironment },
  ListDeployments: { role: 'viewer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  CancelDeployment: { role: 'deployer', deadlineMs: SHORT_MS, scope: itsDeployment },
  ListTasks: { role: 'viewer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  RunTask: { role: 'deployer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  ListTaskRuns: { role: 'viewer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  GetTaskRun: { role: 'viewer', deadlineMs: SHORT_MS, scope: itsTaskRun },
  CreateStandaloneService: { role: 'deployer', deadlineMs: DEPLOY_MS, scope: itsEnvironment },
  UpdateStandaloneService: { role: 'deployer', deadlineMs: DEPLOY_MS, scope: itsEnvironment },
  RestoreStandaloneService: { role: 'deployer', deadlineMs: DEPLOY_MS, scope: itsEnvironment },
  DeleteStandaloneService: { role: 'deployer', deadlineMs: DEPLOY_MS, scope: itsEnvironment },
  SwitchStandaloneService: { role: 'deployer', deadlineMs: DEPLOY_MS, scope: itsEnvironment },
  ListStandaloneServices: { role: 'deployer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  ListPresets: { role: 'deployer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  DeletePreset: { role: 'deployer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  SetSecret: { role: 'deployer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  ListSecrets: { role: 'deployer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  DeleteSecret: { role: 'deployer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  GetPushCredential: { role: 'deployer', deadlineMs: SHORT_MS, scope: itsEnvironment },
  FindBlobs: { role: 'deployer', deadlineMs: SHORT_MS, scope: onlyWhatIsSeen },
  UploadBlob: { role: 'deployer', deadlineMs: null, scope: onlyWhatIsSeen },
  Logs: { role: 'deployer', deadlineMs: null, scope: itsEnvironment },
  Exec: { role: 'deployer', deadlineMs: null, scope: itsOpening },

  RegisterNode: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  AttachNode: { role: 'owner', deadlineMs: SHORT_MS, scope: itsEnvironmentAndNode },
  DetachNode: { role: 'owner', deadlineMs: SHORT_MS, scope: itsEnvironmentAndNode },
  ChangeNodeLabels: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  SetNodeIngress: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  SetSshAddress: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  RemoveNode: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  GetTrustStatus: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  RotateAuthority: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  RotateMasterKey: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  RotateSigningKey: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  RejoinNode: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  SetRegistry: { role: 'owner', deadlineMs: SHORT_MS, scope: itsOrganization },
  ListRegistries: { role: 'owner', deadlineMs: SHORT_MS, scope: itsOrganization },
  DeleteRegistry: { role: 'owner', deadlineMs: SHORT_MS, scope: itsOrganization },
  DiagnoseControlPlane: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  DiagnoseNode: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  CreateToken: { role: 'owner', deadlineMs: SHORT_MS, scope: itsScope },
  ListTokens: { role: 'owner', deadlineMs: SHORT_MS, scope: onlyWhatIsSeen },
  RevokeToken: { role: 'owner', deadlineMs: SHORT_MS, scope: itsToken },
  Events: { role: 'viewer', deadlineMs: null, scope: onlyWhatIsSeen },
  ListScopes: { role: 'viewer', deadlineMs: SHORT_MS, scope: onlyWhatIsSeen },
  CreateScope: { role: 'owner', deadlineMs: SHORT_MS, scope: itsScope },
  DeleteScope: { role: 'owner', deadlineMs: SHORT_MS, scope: itsScope },
  NodeLogs: { role: 'owner', deadlineMs: null, scope: wholeFleet },
  ListVolumes: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  RemoveVolume: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  CreateBackup: { role: 'owner', deadlineMs: BACKUP_MS, scope: wholeFleet },
  ListBackups: { role: 'owner', deadlineMs: SHORT_MS, scope: wholeFleet },
  RestoreBackup: { role: 'owner', deadlineMs: BACKUP_MS, scope: wholeFleet },
};

const RANK: Readonly<Record<OperatorRole, number>> = { viewer: 0, deployer: 1, owner: 2 };

/** Whether a token of the role may call the method. */
export function mayCall(role: OperatorRole, method: OperatorMethod): boolean {
  return RANK[role] >= RANK[METHODS[method].role];
}
