import { AppError, type ServiceDetail, type ServiceStatus, toAppError } from '@devopsellence/core';
import {
  CONNECTION,
  decodeServiceDetail,
  encodeFailure,
  encodeServiceDetail,
  encodeServiceStatus,
  type wire,
} from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { titleOf } from '../deploy/environment-world.js';
import { askNode } from '../gateway/ask-node.js';
import type { Fleet } from '../gateway/fleet.js';
import type { Tunnels } from '../gateway/tunnel-channel.js';
import { encodeNames } from '../status/environment-status.js';
import { asSeen, servicesOf } from '../status/node-services.js';
import {
  attachedNodes,
  desiredServicesByNode,
  type Environment,
  type Node,
  requireEnvironment,
  type Store,
} from '../store/index.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';
import { mayCall } from './methods.js';
import { requireEnvironmentNames } from './names.js';
import { isNamed, noSuchService, notAttached, notRunning } from './targets.js';

/** What an agent remembers it answers at once: the limit is that of the way. */
const LIMIT_MS = 10_000;
/** As many answers, each as long as can be, as fit into one message. */
const MAX_ASKED = 40;

export interface ServiceStatusDeps {
  readonly store: Store;
  readonly fleet: Fleet;
  readonly tunnels: Tunnels;
  readonly clock: Clock;
}

export function serviceStatusHandlers(deps: ServiceStatusDeps): Pick<UnaryHandlers, 'GetServiceStatus'> {
  return { GetServiceStatus: (request, context) => serviceStatus(deps, request, context) };
}

async function serviceStatus(
  deps: ServiceStatusDeps,
  request: wire.GetServiceStatusRequest__Output,
  { operator, signal }: OperatorContext,
): Promise<wire.GetServiceStatusReply> {
  const { service, node } = request;
  if (service === '') throw new AppError('invalid_argument', { message: 'the call names no service' });
  const environment = await requireEnvironment(deps.store.db, requireEnvironmentNames(request.environment));
  const places = await placesOf(deps, environment);
  const named = places.filter((place) => node === '' || isNamed(place.node, node));
  if (named.length === 0 && node !== '') throw notAttached(environment, node);
  const asked = await Promise.all(
    inOrderOfNeed(named, service).map((place, index) =>
      index < MAX_ASKED
        ? ask(deps, { place, environment, service }, signal)
        : Promise.resolve(notAsked(place, service)),
    ),
  );
  const found = asked.filter(({ status, detail }) => status !== null || (detail?.exits.length ?? 0) > 0);
  if (found.length === 0) throw nowhere(environment, { service, node, places, asked });
  const mayReadLines = mayCall(operator.role, 'Logs');
  return {
    environment: encodeNames(environment),
    service,
    instances: found
      .toSorted((a, b) => (titleOf(a.place.node) < titleOf(b.place.node) ? -1 : 1))
      .map((instance) => encodeInstance(deps, instance, mayReadLines)),
    areLinesWithheld: !mayReadLines,
  };
}

/** An attached node, with what is known of the environment's services there. */
interface Place {
  readonly node: Node;
  readonly services: readonly ServiceStatus[];
}

interface Instance {
  readonly place: Place;
  readonly status: ServiceStatus | null;
  readonly detail: ServiceDetail | null;
  readonly failure: AppError | null;
}

async function placesOf({ store, fleet }: ServiceStatusDeps, { id }: Environment): Promise<readonly Place[]> {
  const [nodes, desired] = [await attachedNodes(store.db, id), await desiredServicesByNode(store.db, id)];
  return nodes.map((node) => ({
    node,
    services: servicesOf({ node, environmentId: id, desired: desired.get(node.id) ?? [] }, fleet),
  }));
}

/** First where the service is not as it should be, then where it runs, last where it may have run. */
function inOrderOfNeed(places: readonly Place[], service: string): readonly Place[] {
  const need = (place: Place) => {
    const status = knownOf(place, service);
    if (status === null) return 2;
    return status.settled ? 1 : 0;
  };
  return places.toSorted((a, b) => need(a) - need(b));
}

function knownOf({ services }: Place, service: string): ServiceStatus | null {
  return services.find(({ name }) => name === service) ?? null;
}

/** Never throws: a node that cannot be asked is in the answer, with why. */
async function ask(
  deps: ServiceStatusDeps,
  {
    place,
    environment,
    service,
  }: { readonly place: Place; readonly environment: Environment; readonly service: string },
  signal: AbortSignal,
): Promise<Instance> {
  const { node } = place;
  let detail: ServiceDetail | null = null;
  const question = {
    nodeId: node.id,
    work: { describeService: { environmentId: environment.id, service } },
    limitMs: LIMIT_MS,
    tooSlow: () => tooSlow(node),
    onFrame: (frame: wire.AgentFrame__Output) => {
      if (frame.service) detail = decodeServiceDetail(frame.service);
    },
  };
  const known = knownOf(place, service);
  try {
    await askNode(deps, question, signal);
  } catch (error) {
    return { place, status: known, detail: null, failure: toAppError(error) };
  }
  const answered = detail as ServiceDetail | null;
  const told = answered?.status ?? null;
  return { place, status: told === null ? known : asSeen(told, node, deps.fleet), detail: answered, failure: null };
}

function notAsked(place: Place, service: string): Instance {
  const name = titleOf(place.node);
  const failure = new AppError('not_supported', {
    message: `node ${name} was not asked: so many answers do not fit into one`,
    nextActions: [`devopsellence status --service ${service} --node ${name}`],
  });
  return { place, status: knownOf(place, service), detail: null, failure };
}

function encodeInstance(
  { fleet }: ServiceStatusDeps,
  { place: { node }, status, detail, failure }: Instance,
  mayReadLines: boolean,
): wire.ServiceInstance {
  const exits = detail?.exits.map((exit) => (mayReadLines ? exit : { ...exit, lastLines: [] })) ?? [];
  return {
    nodeId: node.id,
    node: titleOf(node),
    connection: CONNECTION.toWire(fleet.connection(node.id)),
    lastSeenMs: fleet.lastSeen(node.id) ?? node.lastSeenAt ?? 0,
    status: status === null ? null : encodeServiceStatus(status),
    detail: detail === null ? null : encodeServiceDetail({ ...detail, status: null, exits }),
    failure: failure === null ? null : encodeFailure(failure),
  };
}

function nowhere(
  environment: Environment,
  looked: {
    readonly service: string;
    readonly node: string;
    readonly places: readonly Place[];
    readonly asked: readonly Instance[];
  },
): AppError {
  const { service, node, places, asked } = looked;
  const known = [...new Set(places.flatMap(({ services }) => services.map(({ name }) => name)))].toSorted();
  if (known.includes(service)) return notRunning(environment, { service, node });
  const silent = asked.filter(({ failure }) => failure !== null).map(({ place }) => titleOf(place.node));
  return noSuchService(environment, service, { known, silent });
}

function tooSlow(node: Node): AppError {
  const name = titleOf(node);
  return new AppError('node_offline', {
    message: `node ${name} did not answer within ${LIMIT_MS / 1_000} s`,
    nextActions: [`devopsellence node diagnose ${name}`],
  });
}
