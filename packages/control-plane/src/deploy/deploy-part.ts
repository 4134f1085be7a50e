import { describeRolloutWaiting } from '@devopsellence/core';
import { deploymentHandlers } from '../operator/deployments.js';
import { execHandlers } from '../operator/exec.js';
import { logsHandlers } from '../operator/logs.js';
import { releaseHandlers } from '../operator/releases.js';
import { standaloneHandlers } from '../operator/standalone-services.js';
import { statusHandlers } from '../operator/status.js';
import { taskHandlers } from '../operator/tasks.js';
import type { CreateDeployPart } from '../services.js';
import { createStandalonePart } from '../standalone/standalone-part.js';
import { createTaskPart } from '../tasks/task-part.js';
import { DeployService } from './deploy-service.js';
import { pendingChanges } from './pending-changes.js';
import { RolloutLoop } from './rollout-loop.js';

/** Makes the part that deploys, runs tasks, keeps standalone services, and tells how all that is. It does nothing before `run`. */
export const createDeployPart: CreateDeployPart = (services) => {
  const deps = { ...services, startedAt: services.clock.now() };
  const rollouts = new RolloutLoop(deps);
  const tasks = createTaskPart({ ...deps, rollouts });
  const standalone = createStandalonePart(deps);
  const deployService = new DeployService(deps, {
    started: (deployment) => {
      if (deployment.state === 'running') rollouts.follow(deployment);
      tasks.noteDeployment(deployment.id);
    },
    changed: (deploymentId) => rollouts.look(deploymentId),
  });
  const shared = {
    ...deps,
    standalone,
    runMaker: tasks.runMaker,
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
      ...taskHandlers(shared),
      ...standaloneHandlers(shared),
    },
    pendingChanges: shared.pendingChanges,
    run: async (signal) => {
      await Promise.all([rollouts.run(signal), tasks.run(signal), standalone.run(signal)]);
    },
  };
};
