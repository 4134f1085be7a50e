import type { DesiredEnvironment, DesiredService, DesiredState } from '../model/desired-state.js';
import type { Instant } from '../model/instant.js';
import type { Backoff, Observation, ObservedContainer, ObservedNetwork } from '../model/observation.js';
import { NEW_HISTORY } from './history.js';
import { type Instance, instanceOf, isReady } from './instance.js';
import { containerKey } from './keys.js';
import { containerName } from './naming.js';
import { type Pairing, pairInstances } from './pairing.js';
import type { PlanInput } from './plan.js';
import { closedGates, type Gate, type TaskFacts, taskFacts } from './task-facts.js';
import { replacementVerdict } from './verdict.js';

/** The input, indexed once: no pass searches a list. */
export interface Facts {
  readonly desiredState: DesiredState;
  readonly observation: Observation;
  readonly at: Instant;
  /** In the order of the desired state. */
  readonly services: readonly ServiceFacts[];
  readonly byService: ReadonlyMap<string, ServiceFacts>;
  readonly networks: ReadonlyMap<string, ObservedNetwork>;
  readonly volumes: ReadonlySet<string>;
  readonly tasks: readonly TaskFacts[];
  /** By environment id: what keeps services from changing. */
  readonly gates: ReadonlyMap<string, Gate>;
  /** Containers of services, and of runs of tasks, that are not desired. */
  readonly undesired: readonly ObservedContainer[];
}

/** One desired service, with the containers of it paired against its definition. */
export interface ServiceFacts extends Pairing {
  readonly environment: DesiredEnvironment;
  readonly service: DesiredService;
  /** Name of its desired container, whether it exists or not. */
  readonly container: string;
  /** The desired container was given up in an earlier deployment: it goes, and this deployment makes a fresh one. */
  readonly stale: Instance | null;
  /** Of the actions on the desired container. */
  readonly backoff: Backoff | null;
  /** Why the desired container has failed; null while it has not. */
  readonly failure: string | null;
  /** It has failed and there is an old one to go back to. */
  readonly isRejected: boolean;
}

export function gatherFacts({ desiredState, observation }: PlanInput): Facts {
  const containers = groupByService(observation.containers.filter((seen) => seen.taskRun === null));
  const services = desiredState.environments.flatMap((environment) =>
    environment.services.map((service) => {
      const own = containers.get(serviceKey(environment.id, service.name)) ?? [];
      return serviceFacts({ environment, service, own, observation });
    }),
  );
  const byService = new Map(services.map((facts) => [serviceKey(facts.environment.id, facts.service.name), facts]));
  const tasks = taskFacts(desiredState.environments, observation);
  const runs = new Set(tasks.map(({ run }) => run.id));
  const isDesired = ({ taskRun, environmentId, service }: ObservedContainer) =>
    taskRun === null ? byService.has(serviceKey(environmentId, service)) : runs.has(taskRun);
  return {
    desiredState,
    observation,
    at: observation.at,
    services,
    byService,
    tasks,
    gates: closedGates(tasks),
    networks: new Map(observation.networks.map((network) => [network.name, network])),
    volumes: new Set(observation.volumes),
    undesired: observation.containers.filter((seen) => !isDesired(seen)),
  };
}

/** The facts of one service of an environment; undefined when it is not desired on this node. */
export function findService(facts: Facts, environmentId: string, service: string): ServiceFacts | undefined {
  return facts.byService.get(serviceKey(environmentId, service));
}

function serviceFacts(input: {
  readonly environment: DesiredEnvironment;
  readonly service: DesiredService;
  readonly own: readonly ObservedContainer[];
  readonly observation: Observation;
}): ServiceFacts {
  const { environment, service, own, observation } = input;
  const { at } = observation;
  const instances = own.map((seen) => {
    const history = observation.histories.get(seen.id) ?? NEW_HISTORY;
    return instanceOf(seen, history, observation.inFlight.has(containerKey(seen.name)));
  });
  const { current: paired, old, useless } = pairInstances(instances, { service, environment, at });
  const isStale = paired !== null && isGivenUpBefore(paired, environment.deploymentId);
  const container = containerName(environment.slug, service.name, service.hash);
  const current = isStale ? null : paired;
  const backoff = observation.backoffs.get(containerKey(container)) ?? null;
  const failure = current?.history.rejected ?? replacementVerdict({ service, instance: current, backoff, at });
  const stale = isStale ? paired : null;
  const isRejected = failure !== null && old.length > 0;
  return { environment, service, container, current, old, useless, stale, backoff, failure, isRejected };
}

function isGivenUpBefore(current: Instance, deploymentId: string): boolean {
  const { rejected, rejectedIn } = current.history;
  return rejected !== null && rejectedIn !== deploymentId && !isReady(current);
}

function groupByService(containers: readonly ObservedContainer[]): ReadonlyMap<string, readonly ObservedContainer[]> {
  const groups = new Map<string, ObservedContainer[]>();
  for (const container of containers) {
    const key = serviceKey(container.environmentId, container.service);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [container]);
    else group.push(container);
  }
  return groups;
}

function serviceKey(environmentId: string, service: string): string {
  return `${environmentId}/${service}`;
}
