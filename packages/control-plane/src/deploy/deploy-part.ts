import { describeRolloutWaiting } from '@devopsellence/core';
import { deploymentHandlers } from '../operator/deployments.js';
import { execHandlers } from '../operator/exec.js';
import { logsHandlers } from '../operator/logs.js';
import { releaseHandlers } from '../operator/releases.js';
import { statusHandlers } from '../operator/status.js';
import type { CreateDeployPart } from '../services.js';
import { DeployService } from './deploy-service.js';
import { pendingChanges } from './pending-changes.js';
import { RolloutLoop } from './rollout-loop.js';

/** Makes the part that deploys and tells how deployments and environments are. It does nothing before `run`. */
export const createDeployPart: CreateDeployPart = (services) => {
  const deps = { ...services, startedAt: services.clock.now() };
  const rollouts = new RolloutLoop(deps);
  const deployService = new DeployService(deps, rollouts);
  const shared = {
    ...deps,
    deployService,
    pendingChanges: (environmentId: string) => pendingChanges(services.store, environmentId),
    waitingOf: (deploymentId: string) => rollouts.waiting(deploymentId).map(describeRolloutWaiting),
    onChange: rollouts.onChange.bind(rollouts),
    cancel: rollouts.cancel.bind(rollouts),
  };
  return {
    handlers: {
      ...deploymentHandlers(shared),
      ...releaseHandlers(shared),
      ...statusHandlers(shared),
      ...logsHandlers(shared),
      ...execHandlers(shared),
    },
    pendingChanges: shared.pendingChanges,
    run: (signal) => rollouts.run(signal),
  };
};
