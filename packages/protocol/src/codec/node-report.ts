import type { ExitStatus, NodeReport, RemovalStatus, ServiceStatus } from '@devopsellence/core';
import type { ExitStatus__Output, ExitStatus as WireExit } from '../gen/devopsellence/v1/ExitStatus.js';
import type { NodeReport__Output, NodeReport as WireReport } from '../gen/devopsellence/v1/NodeReport.js';
import type { RemovalStatus__Output } from '../gen/devopsellence/v1/RemovalStatus.js';
import type { ServiceStatus__Output, ServiceStatus as WireStatus } from '../gen/devopsellence/v1/ServiceStatus.js';
import { ROLE, SERVICE_STATE } from '../words.js';
import { decodeTaskRunStatus, encodeTaskRunStatus } from './task-run.js';
import { decodeWaiting, encodeWaiting } from './waiting.js';

export function encodeReport(report: NodeReport): WireReport {
  return {
    atMs: report.at,
    observedRevision: report.observedRevision,
    agentVersion: report.agentVersion,
    engineVersion: report.engineVersion,
    engineError: report.engineError,
    services: report.services.map(encodeServiceStatus),
    leftovers: [...report.leftovers],
    taskRuns: report.taskRuns.map(encodeTaskRunStatus),
    removals: report.removals.map((removal) => ({ ...removal, waitingOn: encodeWaiting(removal.waitingOn) })),
  };
}

export function decodeReport(wire: NodeReport__Output): NodeReport {
  return {
    at: wire.atMs,
    observedRevision: wire.observedRevision,
    agentVersion: wire.agentVersion,
    engineVersion: wire.engineVersion,
    engineError: wire.engineError,
    services: wire.services.map(decodeServiceStatus),
    leftovers: wire.leftovers,
    taskRuns: wire.taskRuns.map(decodeTaskRunStatus),
    removals: wire.removals.flatMap(decodeRemoval),
  };
}

/** None from one that does not say why. */
function decodeRemoval({ waitingOn, ...removal }: RemovalStatus__Output): readonly RemovalStatus[] {
  return waitingOn === null ? [] : [{ ...removal, waitingOn: decodeWaiting(waitingOn) }];
}

export function encodeServiceStatus({ stateSince, nextAttemptAt, lastExit, ...status }: ServiceStatus): WireStatus {
  return {
    ...status,
    role: ROLE.toWire(status.role),
    state: SERVICE_STATE.toWire(status.state),
    stateSinceMs: stateSince ?? 0,
    nextAttemptAtMs: nextAttemptAt ?? 0,
    lastExit: lastExit === null ? null : encodeExit(lastExit),
    waitingOn: status.waitingOn.map(encodeWaiting),
    lostDependencies: status.lostDependencies.map(encodeWaiting),
  };
}

/** A role or state this version does not know is shown as the most careful one: nothing unknown counts as healthy. */
export function decodeServiceStatus({
  stateSinceMs,
  nextAttemptAtMs,
  lastExit,
  ...wire
}: ServiceStatus__Output): ServiceStatus {
  return {
    ...wire,
    stateSince: stateSinceMs || null,
    nextAttemptAt: nextAttemptAtMs || null,
    lastExit: lastExit === null ? null : decodeExit(lastExit),
    role: ROLE.fromWire(wire.role) ?? 'worker',
    state: SERVICE_STATE.fromWire(wire.state) ?? 'unhealthy',
    waitingOn: wire.waitingOn.map(decodeWaiting),
    lostDependencies: wire.lostDependencies.map(decodeWaiting),
  };
}

function encodeExit({ at, exitCode, isOutOfMemory }: ExitStatus): WireExit {
  return { atMs: at, exitCode, isOutOfMemory };
}

function decodeExit({ atMs, exitCode, isOutOfMemory }: ExitStatus__Output): ExitStatus {
  return { at: atMs, exitCode, isOutOfMemory };
}
