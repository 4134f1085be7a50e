import {
  AppError,
  type ContainerDefinition,
  type Dependency,
  type DesiredEnvironment,
  type DesiredService,
  type DesiredState,
  type SecretValues,
  type StandaloneTraits,
  type TaskRun,
} from '@devopsellence/core';
import type {
  ContainerDefinition__Output,
  ContainerDefinition as WireDefinition,
} from '../gen/devopsellence/v1/ContainerDefinition.js';
import type { Dependency__Output, Dependency as WireDependency } from '../gen/devopsellence/v1/Dependency.js';
import type {
  DesiredEnvironment__Output,
  DesiredEnvironment as WireEnvironment,
} from '../gen/devopsellence/v1/DesiredEnvironment.js';
import type { DesiredService__Output, DesiredService as WireService } from '../gen/devopsellence/v1/DesiredService.js';
import type {
  StandaloneTraits__Output,
  StandaloneTraits as WireTraits,
} from '../gen/devopsellence/v1/StandaloneTraits.js';
import type { TaskRun__Output, TaskRun as WireTaskRun } from '../gen/devopsellence/v1/TaskRun.js';
import { DESIRED_STATE } from '../wire.js';
import { CONDITION, ORDER, ROLE } from '../words.js';
import { decodeImage, encodeImage } from './image.js';
import { decodeReadiness, encodeReadiness } from './readiness.js';
import { decodeTaskOutcome, encodeTaskOutcome } from './task-run.js';

export interface DesiredStateDocument {
  readonly desiredState: DesiredState;
  readonly secretValues: SecretValues;
}

/** The document as the bytes that are signed and sent. */
export function serializeDesiredState({ desiredState, secretValues }: DesiredStateDocument): Buffer {
  const { nodeId, revision, environments } = desiredState;
  const parts = environments.map((environment) => serializeDesiredEnvironment(environment));
  return joinDesiredState({ nodeId, revision, environments: parts, secretValues });
}

/** An environment's part of the document, as bytes: most nodes of an environment have the same. */
export function serializeDesiredEnvironment(environment: DesiredEnvironment): Buffer {
  return DESIRED_STATE.serialize({ environments: [encodeEnvironment(environment)] });
}

export interface DesiredStateParts {
  readonly nodeId: string;
  readonly revision: number;
  /** Each from `serializeDesiredEnvironment`. */
  readonly environments: readonly Buffer[];
  readonly secretValues: SecretValues;
}

/** The document made of its parts. Messages that are put one after the other are one message with the fields of all. */
export function joinDesiredState({ nodeId, revision, environments, secretValues }: DesiredStateParts): Buffer {
  const head = DESIRED_STATE.serialize({ nodeId, revision });
  if (secretValues.size === 0) return Buffer.concat([head, ...environments]);
  const values = [...secretValues].map(([versionId, value]) => ({ versionId, value }));
  return Buffer.concat([head, ...environments, DESIRED_STATE.serialize({ secretValues: values })]);
}

/** Throws `not_supported` for what this version cannot run: half a document is never acted on. */
export function parseDesiredState(bytes: Buffer): DesiredStateDocument {
  const wire = DESIRED_STATE.deserialize(bytes);
  return {
    desiredState: {
      nodeId: wire.nodeId,
      revision: wire.revision,
      environments: wire.environments.map(decodeEnvironment),
    },
    secretValues: new Map(wire.secretValues.map(({ versionId, value }) => [versionId, value])),
  };
}

function encodeEnvironment(environment: DesiredEnvironment): WireEnvironment {
  const { services, taskRuns } = environment;
  return { ...environment, services: services.map(encodeService), taskRuns: taskRuns.map(encodeTaskRun) };
}

function decodeEnvironment(wire: DesiredEnvironment__Output): DesiredEnvironment {
  return { ...wire, services: wire.services.map(decodeService), taskRuns: wire.taskRuns.map(decodeTaskRun) };
}

function encodeService(service: DesiredService): WireService {
  return {
    name: service.name,
    role: ROLE.toWire(service.role),
    hash: service.hash,
    definition: encodeDefinition(service.definition),
    readiness: encodeReadiness(service.readiness),
    dependsOn: service.dependsOn.map(encodeDependency),
    order: ORDER.toWire(service.order),
    stopGraceMs: service.stopGraceMs,
    isStopped: service.isStopped === true,
  };
}

function decodeService(wire: DesiredService__Output): DesiredService {
  return {
    name: wire.name,
    role: known(ROLE.fromWire(wire.role), 'role', wire.role),
    hash: wire.hash,
    definition: decodeDefinition(known(wire.definition, 'definition', wire.name)),
    readiness: decodeReadiness(wire.readiness),
    dependsOn: wire.dependsOn.map(decodeDependency),
    order: known(ORDER.fromWire(wire.order), 'order', wire.order),
    stopGraceMs: wire.stopGraceMs,
    ...(wire.isStopped ? { isStopped: true } : {}),
  };
}

function encodeTaskRun(run: TaskRun): WireTaskRun {
  return {
    ...run,
    definition: encodeDefinition(run.definition),
    dependsOn: run.dependsOn.map(encodeDependency),
    outcome: run.outcome === null ? null : encodeTaskOutcome(run.outcome),
  };
}

function decodeTaskRun(wire: TaskRun__Output): TaskRun {
  const definition = decodeDefinition(known(wire.definition, 'definition', wire.task));
  const outcome = wire.outcome === null ? null : decodeTaskOutcome(wire.outcome);
  return { ...wire, definition, dependsOn: wire.dependsOn.map(decodeDependency), outcome };
}

function encodeDefinition(definition: ContainerDefinition): WireDefinition {
  const { image, resources, env } = definition;
  return {
    image: encodeImage(image),
    entrypoint: [...definition.entrypoint],
    command: [...definition.command],
    env: { ...env },
    secrets: [...definition.secrets],
    volumes: [...definition.volumes],
    ports: [...definition.ports],
    memoryBytes: resources.memoryBytes ?? 0,
    cpus: resources.cpus ?? 0,
    standalone: definition.standalone === undefined ? null : encodeTraits(definition.standalone),
  };
}

function decodeDefinition(wire: ContainerDefinition__Output): ContainerDefinition {
  return {
    image: decodeImage(known(wire.image, 'image', '')),
    entrypoint: wire.entrypoint,
    command: wire.command,
    env: wire.env,
    secrets: wire.secrets,
    volumes: wire.volumes.map(({ name, target, isReadOnly }) => {
      return isReadOnly ? { name, target, isReadOnly } : { name, target };
    }),
    ports: wire.ports,
    resources: { memoryBytes: wire.memoryBytes || null, cpus: wire.cpus || null },
    ...(wire.standalone === null ? {} : { standalone: decodeTraits(wire.standalone) }),
  };
}

function encodeTraits({ labels, publishedPorts, ...switches }: StandaloneTraits): WireTraits {
  const ports = publishedPorts.map(({ port, protocol }) => ({ port, isUdp: protocol === 'udp' }));
  return { ...switches, labels: { ...labels }, publishedPorts: ports };
}

function decodeTraits({ publishedPorts, ...traits }: StandaloneTraits__Output): StandaloneTraits {
  const ports = publishedPorts.map(({ port, isUdp }) => ({ port, protocol: isUdp ? 'udp' : 'tcp' }) as const);
  return { ...traits, publishedPorts: ports };
}

function encodeDependency({ service, condition, timeoutMs }: Dependency): WireDependency {
  return { service, condition: CONDITION.toWire(condition), timeoutMs: timeoutMs ?? 0 };
}

function decodeDependency(wire: Dependency__Output): Dependency {
  const condition = known(CONDITION.fromWire(wire.condition), 'condition', wire.condition);
  return { service: wire.service, condition, timeoutMs: wire.timeoutMs || null };
}

function known<Value>(value: Value | null, field: string, wire: string): Value {
  if (value !== null) return value;
  throw new AppError('not_supported', {
    message: `refused a desired state: this agent does not know its ${field} ${wire}`,
    nextActions: ['upgrade the agent'],
  });
}
