import type { AgentFacts, ControlPlaneFacts, MachineFacts, NodeDiagnosis } from '@devopsellence/core';
import type { AgentFacts__Output, AgentFacts as WireAgent } from '../gen/devopsellence/v1/AgentFacts.js';
import type {
  ControlPlaneFacts__Output,
  ControlPlaneFacts as WireControlPlane,
} from '../gen/devopsellence/v1/ControlPlaneFacts.js';
import type { MachineFacts__Output, MachineFacts as WireMachine } from '../gen/devopsellence/v1/MachineFacts.js';
import type { NodeDiagnosis__Output, NodeDiagnosis as WireDiagnosis } from '../gen/devopsellence/v1/NodeDiagnosis.js';

export function encodeDiagnosis(diagnosis: NodeDiagnosis): WireDiagnosis {
  const { engine } = diagnosis;
  return {
    agent: encodeAgent(diagnosis.agent),
    machine: encodeMachine(diagnosis.machine),
    engine: engine === null ? null : { ...engine, warnings: [...engine.warnings] },
    disks: [...diagnosis.disks],
    containers: [...diagnosis.containers],
    networks: [...diagnosis.networks],
    ports: [...diagnosis.ports],
    sizes: diagnosis.sizes,
    unread: [...diagnosis.unread],
    log: [...diagnosis.log],
  };
}

/** Null when the parts are missing that every agent knows of itself. */
export function decodeDiagnosis(wire: NodeDiagnosis__Output): NodeDiagnosis | null {
  const { agent, machine } = wire;
  if (agent === null || machine === null) return null;
  return { ...wire, agent: decodeAgent(agent), machine: decodeMachine(machine) };
}

export function encodeControlPlaneFacts(facts: ControlPlaneFacts): WireControlPlane {
  const { at, startedAt, authorityEndsAt, serverCertificateEndsAt, ...rest } = facts;
  return {
    ...rest,
    atMs: at,
    startedAtMs: startedAt,
    authorityEndsAtMs: authorityEndsAt,
    serverCertificateEndsAtMs: serverCertificateEndsAt,
  };
}

/** Null when the disk is missing, which every control plane knows. */
export function decodeControlPlaneFacts(wire: ControlPlaneFacts__Output): ControlPlaneFacts | null {
  const { atMs, startedAtMs, authorityEndsAtMs, serverCertificateEndsAtMs, disk, ...rest } = wire;
  if (disk === null) return null;
  return {
    ...rest,
    disk,
    at: atMs,
    startedAt: startedAtMs,
    authorityEndsAt: authorityEndsAtMs,
    serverCertificateEndsAt: serverCertificateEndsAtMs,
  };
}

function encodeAgent({ startedAt, certificateEndsAt, connectedAt, lastFailures, ...agent }: AgentFacts): WireAgent {
  return {
    ...agent,
    startedAtMs: startedAt,
    certificateEndsAtMs: certificateEndsAt,
    connectedAtMs: connectedAt ?? 0,
    lastFailures: lastFailures.map(({ at, message }) => ({ atMs: at, message })),
  };
}

function decodeAgent(wire: AgentFacts__Output): AgentFacts {
  const { startedAtMs, certificateEndsAtMs, connectedAtMs, lastFailures, ...agent } = wire;
  return {
    ...agent,
    startedAt: startedAtMs,
    certificateEndsAt: certificateEndsAtMs,
    connectedAt: connectedAtMs || null,
    lastFailures: lastFailures.map(({ atMs, message }) => ({ at: atMs, message })),
  };
}

function encodeMachine({ startedAt, load, ...machine }: MachineFacts): WireMachine {
  return { ...machine, startedAtMs: startedAt, load: [...load] };
}

function decodeMachine({ startedAtMs, ...machine }: MachineFacts__Output): MachineFacts {
  return { ...machine, startedAt: startedAtMs };
}
