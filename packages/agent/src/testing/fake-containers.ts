import type { ContainerState, Instant, ObservedContainer } from '@devopsellence/core';
import { engineReference } from '@devopsellence/core';
import type { ListedContainer, LogLine, NewContainer } from '../engine/container-engine.js';

export interface FakeContainer {
  readonly id: string;
  readonly created: NewContainer;
  state: ContainerState;
  startedAt: Instant | null;
  exitCode: number | null;
  finishedAt: Instant | null;
  isOutOfMemory: boolean;
  address: string | null;
  readonly log: LogLine[];
  /** Those who follow the log: called when it grows or the container ends. */
  readonly followers: Set<() => void>;
}

export function newFakeContainer(id: string, created: NewContainer): FakeContainer {
  return {
    id,
    created,
    state: 'created',
    startedAt: null,
    exitCode: null,
    finishedAt: null,
    isOutOfMemory: false,
    address: null,
    log: [],
    followers: new Set(),
  };
}

export function observedContainer(container: FakeContainer): ObservedContainer {
  const { id, created, state, startedAt, exitCode, finishedAt, isOutOfMemory, address } = container;
  const { name, environmentId, service, taskRun, dependsOn, hash, releaseId, definition } = created;
  const imageId = engineReference(definition.image);
  return {
    id,
    name,
    environmentId,
    service,
    taskRun,
    dependsOn,
    hash,
    releaseId,
    state,
    startedAt,
    exitCode,
    finishedAt,
    isOutOfMemory,
    address,
    imageId,
  };
}

/** What a list says of it. */
export function listedContainer(container: FakeContainer): ListedContainer {
  const { startedAt: _, exitCode: __, finishedAt: ___, isOutOfMemory: ____, ...listed } = observedContainer(container);
  return listed;
}
