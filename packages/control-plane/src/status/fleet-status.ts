import { encodeServiceStatus, type wire } from '@devopsellence/protocol';
import { covers, isFleetWide, type Scope } from '../access/scope.js';
import type { Fleet } from '../gateway/fleet.js';
import { encodeNode } from '../operator/encode-node.js';
import {
  type Attachment,
  type DeploymentOverview,
  type Environment,
  type EnvironmentNames,
  latestDeployments,
  listAttachments,
  listEnvironments,
  listNodes,
  type Reader,
} from '../store/index.js';
import { encodeDeployment } from './encode-deployment.js';
import { encodeNames } from './environment-status.js';
import { type FleetFilter, isNamed, isShown, requireKnownState } from './fleet-filter.js';
import { mostUrgent } from './most-urgent.js';
import { asSeen } from './node-services.js';
import { countedState, type SeenNode, seeNodes } from './seen-node.js';

type Names = ReadonlyMap<string, wire.EnvironmentName>;

export interface FleetStatusDeps {
  readonly fleet: Fleet;
  readonly waitingOf: (deploymentId: string) => readonly string[];
  /** Nothing outside of it is told. */
  readonly scope: Scope;
}

/**
 * How all nodes are, with a number of queries that does not depend on how many there are. The summary counts every node
 * that the filter lets through; where not all of them fit into a message, those are shown that need attention most.
 */
export async function fleetStatus(db: Reader, filter: FleetFilter, deps: FleetStatusDeps): Promise<wire.FleetStatus> {
  requireKnownState(filter.state);
  const { scope } = deps;
  const environments = (await listEnvironments(db)).filter(
    (environment) => covers(scope, environment) && isNamed(environment, filter.environment),
  );
  const names = new Map(environments.map((environment) => [environment.id, encodeNames(environment)]));
  const attachments = (await listAttachments(db)).filter((attachment) => covers(scope, attachment));
  const nodes = seeNodes(await listNodes(db), attachments, { environments: names, fleet: deps.fleet });
  const seen = nodes.filter((node) => isFleetWide(scope) || node.attachments.length > 0);
  const shown = seen.filter((node) => isShown(node, filter));
  return {
    summary: summarize(shown),
    nodes: mostUrgent(shown).map((seen) => encodeSeen(seen, names, deps.fleet)),
    environments: await encodeEnvironments(db, { environments, attachments }, deps),
  };
}

function summarize(nodes: readonly SeenNode[]): wire.FleetSummary {
  const connections = { online: 0, stale: 0, offline: 0 };
  const services: Record<string, number> = {};
  for (const { connection, services: own } of nodes) {
    connections[connection] += 1;
    for (const status of own) {
      const state = countedState(status, connection);
      services[state] = (services[state] ?? 0) + 1;
    }
  }
  return { ...connections, services };
}

function encodeSeen({ node, attachments, services }: SeenNode, names: Names, fleet: Fleet): wire.FleetNode {
  const report = fleet.report(node.id);
  return {
    node: encodeNode(node, attachments, fleet),
    revision: node.revision,
    observedRevision: report?.observedRevision ?? 0,
    engineError: report?.engineError ?? '',
    services: services.map((status) => ({
      environment: names.get(status.environmentId) ?? null,
      status: encodeServiceStatus(asSeen(status, node, fleet)),
    })),
  };
}

interface Places {
  readonly environments: readonly Environment[];
  readonly attachments: readonly Attachment[];
}

async function encodeEnvironments(
  db: Reader,
  { environments, attachments }: Places,
  deps: FleetStatusDeps,
): Promise<wire.FleetEnvironment[]> {
  const deployments = new Map((await latestDeployments(db)).map((latest) => [latest.deployment.environmentId, latest]));
  const sizes = new Map<string, number>();
  for (const { environmentId } of attachments) sizes.set(environmentId, (sizes.get(environmentId) ?? 0) + 1);
  return environments.map((environment) => {
    const nodes = sizes.get(environment.id) ?? 0;
    return encodeEnvironment(environment, { latest: deployments.get(environment.id), nodes, deps });
  });
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
  return encodeDeployment(deployment, { names, revision, waiting, run: null });
}
