import type { OperatorRole } from '../store/index.js';
import type { OperatorMethod } from './handler.js';

interface MethodRule {
  /** The least role a token needs. */
  readonly role: OperatorRole;
  /** How long a call may take; null: as long as the caller stays. */
  readonly deadlineMs: number | null;
}

const SHORT_MS = 30_000;
/** A deploy asks nodes to resolve, and if need be to pull, images before it answers. */
const DEPLOY_MS = 15 * 60_000;

/** Who may call what, and for how long. Every method of the service is here, or this does not compile. */
export const METHODS: Readonly<Record<OperatorMethod, MethodRule>> = {
  WhoAmI: { role: 'viewer', deadlineMs: SHORT_MS },
  ListNodes: { role: 'viewer', deadlineMs: SHORT_MS },
  GetStatus: { role: 'viewer', deadlineMs: SHORT_MS },
  GetFleetStatus: { role: 'viewer', deadlineMs: SHORT_MS },
  WatchDeployment: { role: 'viewer', deadlineMs: null },

  Deploy: { role: 'deployer', deadlineMs: DEPLOY_MS },
  Apply: { role: 'deployer', deadlineMs: DEPLOY_MS },
  SetSecret: { role: 'deployer', deadlineMs: SHORT_MS },
  ListSecrets: { role: 'deployer', deadlineMs: SHORT_MS },
  DeleteSecret: { role: 'deployer', deadlineMs: SHORT_MS },
  Logs: { role: 'deployer', deadlineMs: null },
  Exec: { role: 'deployer', deadlineMs: null },

  RegisterNode: { role: 'owner', deadlineMs: SHORT_MS },
  AttachNode: { role: 'owner', deadlineMs: SHORT_MS },
  DetachNode: { role: 'owner', deadlineMs: SHORT_MS },
  ChangeNodeLabels: { role: 'owner', deadlineMs: SHORT_MS },
  RemoveNode: { role: 'owner', deadlineMs: SHORT_MS },
  SetRegistry: { role: 'owner', deadlineMs: SHORT_MS },
  ListRegistries: { role: 'owner', deadlineMs: SHORT_MS },
  DeleteRegistry: { role: 'owner', deadlineMs: SHORT_MS },
  DiagnoseNode: { role: 'owner', deadlineMs: SHORT_MS },
  ListVolumes: { role: 'owner', deadlineMs: SHORT_MS },
  RemoveVolume: { role: 'owner', deadlineMs: SHORT_MS },
  NodeLogs: { role: 'owner', deadlineMs: null },
};

const RANK: Readonly<Record<OperatorRole, number>> = { viewer: 0, deployer: 1, owner: 2 };

/** Whether a token of the role may call the method. */
export function mayCall(role: OperatorRole, method: OperatorMethod): boolean {
  return RANK[role] >= RANK[METHODS[method].role];
}
