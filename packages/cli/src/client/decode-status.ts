import type { Connection } from '@devopsellence/core';
import {
  CONNECTION,
  DEPLOYMENT_STATE,
  decodeFailure,
  decodeServiceDetail,
  decodeServiceStatus,
  decodeTaskOutcome,
  decodeWaiting,
  type wire,
} from '@devopsellence/protocol';
import { decodeEnvironmentName, decodeNode } from './decode.js';
import { decodeTaskRun } from './decode-task.js';
import { missing } from './malformed.js';
import type {
  Deployment,
  DeploymentProgress,
  DeploymentTask,
  EnvironmentStatus,
  FleetNode,
  FleetStatus,
  NodeStatus,
  ServiceInstance,
  ServiceOverview,
  ServiceReport,
} from './status.js';

export function decodeProgress(progress: wire.DeploymentProgress__Output): DeploymentProgress {
  if (progress.deployment === null) throw missing('deployment');
  return { deployment: decodeDeployment(progress.deployment), nodes: progress.nodes.map(decodeNodeStatus) };
}

export function decodeEnvironmentStatus(status: wire.EnvironmentStatus__Output): EnvironmentStatus {
  return {
    environment: decodeEnvironmentName(status.environment),
    releaseId: status.releaseId || null,
    revision: status.revision,
    deployment: status.deployment === null ? null : decodeDeployment(status.deployment),
    pendingChanges: status.pendingChanges,
    nodes: status.nodes.map(decodeNodeStatus),
    taskRuns: status.taskRuns.map(decodeTaskRun),
    hostnames: status.hostnames,
  };
}

export function decodeFleetStatus(status: wire.FleetStatus__Output): FleetStatus {
  return {
    online: status.summary?.online ?? 0,
    stale: status.summary?.stale ?? 0,
    offline: status.summary?.offline ?? 0,
    services: status.summary?.services ?? {},
    nodes: status.nodes.map(decodeFleetNode),
    environments: status.environments.map((each) => ({
      environment: decodeEnvironmentName(each.environment),
      releaseId: each.releaseId || null,
      deployment: each.deployment === null ? null : decodeDeployment(each.deployment),
      nodes: each.nodes,
    })),
  };
}

/** Also of other messages that have these fields. */
export function decodeFleetNode(each: wire.FleetNode__Output): FleetNode {
  const node = decodeNode(each.node);
  return {
    node,
    revision: each.revision,
    observedRevision: each.observedRevision,
    engineError: each.engineError,
    services: each.services.map(({ environment, status }) => ({
      environment: decodeEnvironmentName(environment),
      service: decodeService(status, node.connection),
    })),
  };
}

export function decodeServiceOverview(reply: wire.GetServiceStatusReply__Output): ServiceOverview {
  return {
    environment: decodeEnvironmentName(reply.environment),
    service: reply.service,
    instances: reply.instances.map(decodeInstance),
    areLinesWithheld: reply.areLinesWithheld,
  };
}

function decodeInstance(instance: wire.ServiceInstance__Output): ServiceInstance {
  const { node, lastSeenMs, status, detail, failure } = instance;
  const connection = CONNECTION.fromWire(instance.connection) ?? 'offline';
  return {
    node,
    connection,
    lastSeenAt: lastSeenMs || null,
    report: status === null ? null : decodeService(status, connection),
    detail: detail === null ? null : decodeServiceDetail(detail),
    failure: failure === null ? null : decodeFailure(failure),
  };
}

/** A deployment state this version does not know is not over, as far as it can tell. */
export function decodeDeployment(deployment: wire.Deployment__Output): Deployment {
  return {
    id: deployment.id,
    kind: deployment.kind,
    state: DEPLOYMENT_STATE.fromWire(deployment.state) ?? 'running',
    releaseId: deployment.releaseId,
    revision: deployment.revision,
    startedBy: deployment.startedBy,
    startedAt: deployment.startedAtMs,
    endedAt: deployment.endedAtMs || null,
    deadlineAt: deployment.deadlineMs,
    reason: deployment.reason,
    waiting: deployment.waiting,
    task: deployment.task === null ? null : decodeTask(deployment.task),
  };
}

function decodeTask({ task, node, runId, outcome, waitingOn }: wire.DeploymentTask__Output): DeploymentTask {
  const end = outcome === null ? null : decodeTaskOutcome(outcome);
  return { task, node, runId, outcome: end, waitingOn: waitingOn.map(decodeWaiting) };
}

function decodeNodeStatus(node: wire.NodeStatus__Output): NodeStatus {
  const connection = CONNECTION.fromWire(node.connection) ?? 'offline';
  return {
    name: node.name,
    connection,
    labels: node.labels,
    revision: node.revision,
    observedRevision: node.observedRevision,
    services: node.services.map((service) => decodeService(service, connection)),
    engineError: node.engineError,
  };
}

/** What an offline node runs is unknown, whatever it said last: never shown as healthy. */
export function decodeService(wireStatus: wire.ServiceStatus__Output | null, connection: Connection): ServiceReport {
  if (wireStatus === null) throw missing('service status');
  const { environmentId, hash, ...status } = decodeServiceStatus(wireStatus);
  return connection === 'offline' ? { ...status, state: 'unknown', ready: false, settled: false } : status;
}
