import { type ExitStatus, toIso } from '@devopsellence/core';
import type { EnvironmentName, NodeInfo } from '../client/names.js';
import type {
  Deployment,
  DeploymentTask,
  EnvironmentStatus,
  FleetNode,
  FleetStatus,
  HostnameStatus,
  NodeStatus,
  ServiceReport,
} from '../client/status.js';
import type { JsonObject } from '../output.js';
import { momentOf } from './moment.js';
import { taskRunFields } from './task.js';
import { waitingFields } from './waiting.js';

/** Fields of the JSON of `status`. */
export function statusFields(status: EnvironmentStatus): JsonObject {
  return {
    ...environmentFields(status.environment),
    release: status.releaseId,
    revision: status.revision,
    deployment: status.deployment === null ? null : deploymentFields(status.deployment),
    pending_changes: status.pendingChanges,
    nodes: status.nodes.map(nodeStatusFields),
    task_runs: status.taskRuns.map(taskRunFields),
    hostnames: status.hostnames.map(hostnameFields),
  };
}

function hostnameFields({ service, node, hostname, isPending }: HostnameStatus): JsonObject {
  return { service, node, hostname, pending: isPending };
}

/** Fields of the JSON of `fleet status`. */
export function fleetFields(fleet: FleetStatus): JsonObject {
  const { online, stale, offline, services } = fleet;
  return {
    summary: { nodes: { online, stale, offline }, services },
    nodes: fleet.nodes.map(fleetNodeFields),
    environments: fleet.environments.map((each) => ({
      ...environmentFields(each.environment),
      release: each.releaseId,
      deployment: each.deployment === null ? null : deploymentFields(each.deployment),
      nodes: each.nodes,
    })),
  };
}

export function nodeFields(node: NodeInfo): JsonObject {
  return {
    id: node.id,
    name: node.name,
    labels: node.labels,
    connection: node.connection,
    environments: node.environments.map(environmentFields),
    agent_version: node.agentVersion,
    joined: node.joined,
    ingress: node.ingress,
    last_seen_at: momentOf(node.lastSeenAt),
  };
}

/** How a machine is reached. */
export function sshFields(ssh: NodeInfo['ssh']): JsonObject | null {
  return ssh === null ? null : { ...ssh };
}

export function nodeStatusFields(node: NodeStatus): JsonObject {
  return {
    name: node.name,
    connection: node.connection,
    labels: node.labels,
    revision: node.revision,
    observed_revision: node.observedRevision,
    engine_error: node.engineError,
    services: node.services.map(serviceFields),
  };
}

export function deploymentFields(deployment: Deployment): JsonObject {
  return {
    id: deployment.id,
    kind: deployment.kind,
    state: deployment.state,
    release: deployment.releaseId,
    revision: deployment.revision,
    started_by: deployment.startedBy,
    started_at: toIso(deployment.startedAt),
    ended_at: momentOf(deployment.endedAt),
    reason: deployment.reason,
    waiting: deployment.waiting,
    task: deployment.task === null ? null : taskFields(deployment.task),
  };
}

function taskFields({ task, node, runId, outcome, waitingOn }: DeploymentTask): JsonObject {
  return {
    name: task,
    run: runId,
    node,
    waiting_on: waitingOn.map(waitingFields),
    succeeded: outcome === null ? null : outcome.isSuccess,
    exit_code: outcome?.exitCode ?? null,
    started_at: momentOf(outcome?.startedAt ?? null),
    ended_at: momentOf(outcome?.endedAt ?? null),
    reason: outcome?.reason ?? '',
    last_lines: outcome?.lastLines ?? [],
  };
}

function exitFields({ at, exitCode, isOutOfMemory }: ExitStatus): JsonObject {
  return { at: toIso(at), exit_code: exitCode, is_out_of_memory: isOutOfMemory };
}

export function environmentFields({ organization, project, environment }: EnvironmentName): JsonObject {
  return { organization, project, environment };
}

/** One node with everything on it. */
export function fleetNodeFields({ node, revision, observedRevision, engineError, services }: FleetNode): JsonObject {
  return {
    ...nodeFields(node),
    revision,
    observed_revision: observedRevision,
    engine_error: engineError,
    services: services.map(({ environment, service }) => ({
      ...environmentFields(environment),
      ...serviceFields(service),
    })),
  };
}

export function serviceFields(service: ServiceReport): JsonObject {
  return {
    name: service.name,
    standalone: service.isStandalone,
    role: service.role,
    state: service.state,
    ready: service.ready,
    settled: service.settled,
    state_since: momentOf(service.stateSince),
    restarts: service.restarts,
    recent_restarts: service.recentRestarts,
    restart_window_ms: service.restartWindowMs,
    next_attempt_at: momentOf(service.nextAttemptAt),
    last_exit: service.lastExit === null ? null : exitFields(service.lastExit),
    container: service.container,
    image: service.image,
    image_digest: service.imageDigest,
    waiting_on: service.waitingOn.map(waitingFields),
    lost_dependencies: service.lostDependencies.map(waitingFields),
    last_error: service.lastError,
    address: service.address,
  };
}
