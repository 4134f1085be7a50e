import type { ObservedContainer } from '../model/observation.js';
import type { RemovalStatus, ServiceStatus } from '../model/status.js';
import type { TaskRunStatus } from '../model/task-run.js';
import { describeForStatus } from './describe.js';
import { type Facts, gatherFacts } from './facts.js';
import type { Plan, PlanInput } from './plan.js';
import { describeServices } from './service-status.js';
import { describeTaskRuns } from './task-status.js';

/** What a pass tells of a node. */
export interface NodeStatus {
  /** Every desired service, in the order of the desired state. */
  readonly services: readonly ServiceStatus[];
  /** Every desired run of a task, in the order of the desired state. */
  readonly taskRuns: readonly TaskRunStatus[];
  /**
   * Environments of which something is left that is not desired: containers of services of a release, or a whole network.
   * Sorted.
   */
  readonly leftovers: readonly string[];
  /** Why containers that are not desired have not gone yet, in the order of the plan; then all that are of standalone services. */
  readonly removals: readonly RemovalStatus[];
}

/** Everything that an agent reports of what it is to run and of what is left. `plan` is of the same input. */
export function describeNode({ plan, ...input }: PlanInput & { readonly plan: Plan }): NodeStatus {
  const facts = gatherFacts(input);
  return {
    services: describeServices(facts, plan),
    taskRuns: describeTaskRuns(facts, plan),
    leftovers: leftoverEnvironments(facts),
    removals: describeRemovals(facts, plan),
  };
}

function leftoverEnvironments({ undesired, desiredState, observation }: Facts): readonly string[] {
  const desired = new Set(desiredState.environments.map((environment) => environment.id));
  const networks = observation.networks.filter((network) => !desired.has(network.environmentId));
  const ofReleases = undesired.filter((seen) => !seen.isStandalone);
  return [...new Set([...ofReleases, ...networks].map((thing) => thing.environmentId))].toSorted();
}

function describeRemovals({ undesired }: Facts, plan: Plan): readonly RemovalStatus[] {
  const leaving = new Set(undesired.map(leaverKey));
  const waited = plan.waiting
    .filter((waiting) => leaving.has(leaverKey({ ...waiting, taskRun: waiting.run ?? null })))
    .map((waiting) => {
      const { environmentId, service } = waiting;
      return { environmentId, service, waitingOn: describeForStatus(waiting) };
    });
  const told = new Set(waited.map(({ environmentId, service }) => `${environmentId}/${service}`));
  const others = undesired.filter(
    ({ isStandalone, environmentId, service }) => isStandalone && !told.has(`${environmentId}/${service}`),
  );
  return [...waited, ...others.map(leavingNow)];
}

/** Whoever deleted a standalone service waits until its container is gone, and no environment is said to have it left. */
function leavingNow({ environmentId, service, name }: ObservedContainer): RemovalStatus {
  const waitingOn = { reason: 'stop', subject: name, detail: 'its container is being removed', since: null };
  return { environmentId, service, waitingOn };
}

function leaverKey(owner: Pick<ObservedContainer, 'environmentId' | 'service' | 'taskRun'>): string {
  return `${owner.environmentId}/${owner.service}/${owner.taskRun ?? ''}`;
}
