import { AppError, CONNECTIONS, nearest, SERVICE_STATES, type ServiceStatus } from '@devopsellence/core';
import { encodeServiceStatus, type wire } from '@devopsellence/protocol';
import type { Fleet } from '../gateway/fleet.js';
import { encodeNode } from '../operator/encode-node.js';
import {
  type Attachment,
  type DeploymentOverview,
  type Environment,
  type EnvironmentNames,
  environmentTitle,
  latestDeployments,
  listAttachments,
  listEnvironments,
  listNodes,
  type Node,
  type Reader,
} from '../store/index.js';
import { encodeDeployment } from './encode-deployment.js';
import { encodeNames } from './environment-status.js';
import { asSeen } from './node-services.js';

/** Each field narrows what is shown; an empty one does not. */
export interface FleetFilter {
  readonly label: string;
  /** Name of an environment, or the end of its title: `production`, `shop/production`, `acme/shop/production`. */
  readonly environment: string;
  /** Name or id. */
  readonly node: string;
  /** State of a service or of a connection. */
  readonly state: string;
}

export interface FleetStatusDeps {
  readonly fleet: Fleet;
  readonly waitingOf: (deploymentId: string) => readonly string[];
}

/** A state that a service on an offline node is counted in: nobody knows how it is. */
const UNKNOWN = 'unknown';

interface SeenNode {
  readonly node: Node;
  readonly attachments: readonly Attachment[];
  readonly services: readonly SeenService[];
}

interface SeenService {
  readonly names: wire.EnvironmentName;
  readonly status: ServiceStatus;
}

/** How all nodes are, with a number of queries that does not depend on how many there are. */
export async function fleetStatus(db: Reader, filter: FleetFilter, deps: FleetStatusDeps): Promise<wire.FleetStatus> {
  requireKnownState(filter.state);
  const environments = (await listEnvironments(db)).filter((environment) => isNamed(environment, filter.environment));
  const attachments = await listAttachments(db);
  const nodes = await seenNodes(db, { environments, attachments }, deps.fleet);
  const shown = nodes.filter((node) => isShown(node, filter, deps.fleet));
  const deployments = new Map((await latestDeployments(db)).map((latest) => [latest.deployment.environmentId, latest]));
  const sizes = new Map<string, number>();
  for (const { environmentId } of attachments) sizes.set(environmentId, (sizes.get(environmentId) ?? 0) + 1);
  return {
    summary: summarize(shown, deps.fleet),
    nodes: shown.map((seen) => encodeSeen(seen, deps.fleet)),
    environments: environments.map((environment) =>
      encodeEnvironment(environment, {
        latest: deployments.get(environment.id),
        nodes: sizes.get(environment.id) ?? 0,
        deps,
      }),
    ),
  };
}

interface Places {
  readonly environments: readonly Environment[];
  readonly attachments: readonly Attachment[];
}

async function seenNodes(
  db: Reader,
  { environments, attachments }: Places,
  fleet: Fleet,
): Promise<readonly SeenNode[]> {
  const names = new Map(environments.map((environment) => [environment.id, encodeNames(environment)]));
  const byNode = new Map<string, Attachment[]>();
  for (const attachment of attachments) {
    const own = byNode.get(attachment.nodeId);
    if (own === undefined) byNode.set(attachment.nodeId, [attachment]);
    else own.push(attachment);
  }
  return (await listNodes(db)).map((node) => ({
    node,
    attachments: byNode.get(node.id) ?? [],
    services: (fleet.report(node.id)?.services ?? []).flatMap((status) => {
      const own = names.get(status.environmentId);
      return own === undefined ? [] : [{ names: own, status: asSeen(status, node.id, fleet) }];
    }),
  }));
}

function isNamed(environment: EnvironmentNames, wanted: string): boolean {
  return wanted === '' || `/${environmentTitle(environment)}`.endsWith(`/${wanted}`);
}

function isShown({ node, attachments, services }: SeenNode, filter: FleetFilter, fleet: Fleet): boolean {
  const { label, environment, node: name, state } = filter;
  if (label !== '' && !node.labels.includes(label)) return false;
  if (name !== '' && name !== node.name && name !== node.id) return false;
  if (environment !== '' && !attachments.some((attachment) => isNamed(attachment, environment))) return false;
  const connection = fleet.connection(node.id);
  return (
    state === '' || state === connection || services.some(({ status }) => countedState(status, connection) === state)
  );
}

function countedState(status: ServiceStatus, connection: string): string {
  return connection === 'offline' ? UNKNOWN : status.state;
}

function summarize(nodes: readonly SeenNode[], fleet: Fleet): wire.FleetSummary {
  const connections = { online: 0, stale: 0, offline: 0 };
  const services: Record<string, number> = {};
  for (const { node, services: own } of nodes) {
    const connection = fleet.connection(node.id);
    connections[connection] += 1;
    for (const { status } of own) {
      const state = countedState(status, connection);
      services[state] = (services[state] ?? 0) + 1;
    }
  }
  return { ...connections, services };
}

function encodeSeen({ node, attachments, services }: SeenNode, fleet: Fleet): wire.FleetNode {
  const report = fleet.report(node.id);
  return {
    node: encodeNode(node, attachments, fleet),
    revision: node.revision,
    observedRevision: report?.observedRevision ?? 0,
    engineError: report?.engineError ?? '',
    services: services.map(({ names, status }) => ({ environment: names, status: encodeServiceStatus(status) })),
  };
}

interface EnvironmentContext {
  readonly latest: DeploymentOverview | undefined;
  /** How many are attached. */
  readonly nodes: number;
  readonly deps: FleetStatusDeps;
}

function encodeEnvironment(
  environment: Environment,
  { latest, nodes, deps }: EnvironmentContext,
): wire.FleetEnvironment {
  const { id, currentReleaseId } = environment;
  return {
    environment: encodeNames(environment),
    id,
    releaseId: currentReleaseId ?? '',
    deployment: latest === undefined ? null : encodeLatest(environment, latest, deps),
    nodes,
  };
}

function encodeLatest(
  names: EnvironmentNames,
  { deployment, revision }: DeploymentOverview,
  { waitingOf }: FleetStatusDeps,
): wire.Deployment {
  const waiting = deployment.state === 'running' ? waitingOf(deployment.id) : [];
  return encodeDeployment(deployment, { names, revision, waiting });
}

function requireKnownState(state: string): void {
  const known: readonly string[] = [...SERVICE_STATES, UNKNOWN, ...CONNECTIONS];
  if (state === '' || known.includes(state)) return;
  const candidate = nearest(state, known);
  throw new AppError('invalid_argument', {
    message: `there is no state ${JSON.stringify(state.slice(0, 80))}`,
    ...(candidate === null ? {} : { reason: `did you mean ${candidate}?` }),
    evidence: [`states: ${known.join(', ')}`],
  });
}
