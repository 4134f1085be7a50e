import { type NodeDiagnosis, toIso } from '@devopsellence/core';
import type { DiagnosedNode } from '../client/diagnosis-client.js';
import type { JsonObject } from '../output.js';
import { momentOf } from './moment.js';
import { fleetNodeFields } from './status.js';

/** Fields of the JSON of `node diagnose`; the findings are in every document's own place. */
export function diagnosedFields(diagnosed: DiagnosedNode): JsonObject {
  const { diagnosis, clock, failure } = diagnosed;
  return {
    node: fleetNodeFields(diagnosed),
    clock: clock === null ? null : { ahead_ms: clock.aheadMs, round_trip_ms: clock.roundTripMs },
    not_answered: failure,
    diagnosis: diagnosis === null ? null : diagnosisFields(diagnosis),
  };
}

function diagnosisFields(diagnosis: NodeDiagnosis): JsonObject {
  const { agent, machine, engine, sizes } = diagnosis;
  return {
    agent: {
      version: agent.version,
      started_at: toIso(agent.startedAt),
      memory_bytes: agent.memoryBytes,
      accepted_revision: agent.acceptedRevision,
      certificate_ends_at: toIso(agent.certificateEndsAt),
      connected_at: momentOf(agent.connectedAt),
      session_failures: agent.sessionFailures,
      last_failures: agent.lastFailures.map(({ at, message }) => ({ at: toIso(at), message })),
    },
    machine: {
      host_name: machine.hostName,
      kernel: machine.kernel,
      architecture: machine.architecture,
      cpus: machine.cpus,
      load: machine.load,
      memory_bytes: machine.memoryBytes,
      available_memory_bytes: machine.availableMemoryBytes,
      started_at: toIso(machine.startedAt),
    },
    engine: engine && {
      version: engine.version,
      api_version: engine.apiVersion,
      storage_driver: engine.storageDriver,
      root_directory: engine.rootDirectory,
      warnings: engine.warnings,
      foreign_containers: engine.foreignContainers,
      foreign_running: engine.foreignRunning,
    },
    disks: diagnosis.disks.map((disk) => ({
      name: disk.name,
      path: disk.path,
      total_bytes: disk.totalBytes,
      free_bytes: disk.freeBytes,
      inodes: disk.inodes,
      free_inodes: disk.freeInodes,
    })),
    sizes: sizes && { images_bytes: sizes.imagesBytes, volumes_bytes: sizes.volumesBytes },
    containers: diagnosis.containers.map(({ name, environmentId, service, state }) => ({
      name,
      environment_id: environmentId,
      service,
      state,
    })),
    networks: diagnosis.networks.map(({ name, environmentId, attached }) => ({
      name,
      environment_id: environmentId,
      attached,
    })),
    ports: diagnosis.ports.map(({ address, port, protocol, container, isOwn }) => ({
      address,
      port,
      protocol,
      container,
      own: isOwn,
    })),
    unread: diagnosis.unread.map(({ part, reason }) => ({ part, reason })),
    log: diagnosis.log,
  };
}
