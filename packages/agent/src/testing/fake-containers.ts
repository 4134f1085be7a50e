import type { ContainerState, Instant, ObservedContainer, PublishedPort } from '@devopsellence/core';
import { engineReference } from '@devopsellence/core';
import type { EngineNetwork, EnginePort, ListedContainer, LogLine, NewContainer } from '../engine/container-engine.js';
import { readProgram } from './fake-program.js';

export interface FakeContainer {
  readonly id: string;
  readonly created: NewContainer;
  state: ContainerState;
  startedAt: Instant | null;
  exitCode: number | null;
  finishedAt: Instant | null;
  isOutOfMemory: boolean;
  address: string | null;
  isNamed: boolean;
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
    isNamed: created.isNamed,
    log: [],
    followers: new Set(),
  };
}

export function observedContainer(container: FakeContainer): ObservedContainer {
  const { id, created, state, startedAt, exitCode, finishedAt, isOutOfMemory, address, isNamed } = container;
  const { name, environmentId, service, taskRun, dependsOn, hash, releaseId, definition } = created;
  const imageId = engineReference(definition.image);
  return {
    id,
    name,
    environmentId,
    service,
    taskRun,
    isStandalone: definition.standalone !== undefined,
    dependsOn,
    hash,
    releaseId,
    state,
    startedAt,
    exitCode,
    finishedAt,
    isOutOfMemory,
    address,
    isNamed,
    imageId,
  };
}

/** What a list says of it. */
export function listedContainer(container: FakeContainer): ListedContainer {
  const {
    startedAt: _,
    exitCode: _1,
    finishedAt: _2,
    isOutOfMemory: _3,
    isNamed: _4,
    ...listed
  } = observedContainer(container);
  return listed;
}

/** The ports of the machine that it has while it runs. */
function publishedBy(fake: FakeContainer): readonly EnginePort[] {
  const { name: container, environmentId, service, definition } = fake.created;
  const ports = isAtWork(fake) ? (definition.standalone?.publishedPorts ?? []) : [];
  return ports.map(({ port, protocol }) => ({ port, protocol, container, environmentId, service }));
}

/** What the containers publish that run, and others that are not ours. */
export function publishedPorts(
  containers: Iterable<FakeContainer>,
  others: readonly PublishedPort[],
): readonly EnginePort[] {
  const nobody = { environmentId: '', service: '' };
  const foreign = others.filter(({ isOwn }) => !isOwn);
  return [
    ...[...containers].flatMap(publishedBy),
    ...foreign.map(({ port, protocol, container }) => ({ port, protocol, container, ...nobody })),
  ];
}

/** A port that the container wants and another one has. */
export function takenPort({ created }: FakeContainer, others: Iterable<FakeContainer>): EnginePort | undefined {
  const wanted = created.definition.standalone?.publishedPorts ?? [];
  const taken = [...others].flatMap(publishedBy);
  return taken.find((each) => wanted.some(({ port, protocol }) => port === each.port && protocol === each.protocol));
}

/** How it ends when it is stopped. */
export function stopCodeOf({ created }: FakeContainer): number {
  return readProgram(created.definition.command).heedsStop ? 143 : 137;
}

/** A network with those of the containers that run on it. */
export function networkWith(
  network: Pick<EngineNetwork, 'id' | 'name' | 'environmentId'>,
  containers: Iterable<FakeContainer>,
): EngineNetwork {
  const attached = [...containers].filter(
    (container) => isAtWork(container) && container.created.network === network.name,
  );
  return { ...network, keepsAddresses: true, attached: attached.map(({ id }) => id) };
}

/** Whether its process is there. One that the engine is about to start again has none. */
export function isAtWork({ state, finishedAt }: FakeContainer): boolean {
  return state === 'running' && finishedAt === null;
}

/** Returns the moment at which the run begins: two never do at the same one, however still the clock stands. */
export function beginRun(container: FakeContainer, now: Instant): Instant {
  const at = Math.max(now, (container.finishedAt ?? 0) + 1);
  Object.assign(container, { state: 'running', startedAt: at, exitCode: null, finishedAt: null });
  container.address = '127.0.0.1';
  return at;
}

export function writeLine(
  { log, followers, startedAt }: FakeContainer,
  { now, text, stderr }: { readonly now: Instant; readonly text: string; readonly stderr: boolean },
): void {
  const at = Math.max(now, startedAt ?? 0);
  log.push({ stderr, atNs: BigInt(at) * 1_000_000n + BigInt(log.length), line: Buffer.from(text) });
  for (const follower of followers) follower();
}
