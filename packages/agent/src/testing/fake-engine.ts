import { AppError, type EngineFacts, type PublishedPort } from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';
import type {
  ContainerEngine,
  EngineEvent,
  EngineNetwork,
  EnginePort,
  EngineSurvey,
  EngineUsage,
  EngineVolume,
  ExecCommand,
  ExecSession,
  ListedContainer,
  LogLine,
  LogsQuery,
  Naming,
  NewContainer,
} from '../engine/container-engine.js';
import { EventFan } from './event-channel.js';
import {
  beginRun,
  type FakeContainer,
  isAtWork,
  listedContainer,
  networkWith,
  newFakeContainer,
  observedContainer,
  publishedPorts,
  stopCodeOf,
  takenPort,
  writeLine,
} from './fake-containers.js';
import { FakeImageCalls } from './fake-image-calls.js';
import { fakeExec, readLog } from './fake-process.js';
import { readProgram } from './fake-program.js';
import { FAKE_FACTS, FakeVolumes } from './fake-volumes.js';

/** A container engine in memory that keeps the contract of `ContainerEngine`, with failures and delays on demand. */
export class FakeEngine extends FakeImageCalls implements ContainerEngine {
  readonly volumes = new Map<string, string>();
  /** Volumes of others that carry the product's labels. */
  readonly foreignVolumes = new Set<string>();
  /** What it says of itself, and the ports it passes on. */
  facts: EngineFacts = FAKE_FACTS;
  ports: readonly PublishedPort[] = [];
  readonly networks = new Map<string, { readonly id: string; readonly environmentId: string }>();
  readonly #clock: Clock;
  readonly #containers = new Map<string, FakeContainer>();
  readonly #events = new EventFan<EngineEvent>();
  readonly #volumes = new FakeVolumes(this.volumes, this.foreignVolumes, () => this.#containers.values());
  #lastId = 0;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  // --- what tests do to it

  /** The engine stops answering; its containers run on. */
  goAway(): void {
    this.isAway = true;
    this.#events.close();
  }

  comeBack(): void {
    this.isAway = false;
  }

  /** Ends a container as its own process would, or as the kernel does when its memory has run out. */
  crash(name: string, exitCode: number, isOutOfMemory = false): void {
    const container = this.named(name);
    container.isOutOfMemory = isOutOfMemory;
    this.#exit(container, exitCode);
  }

  /** The engine starts a container of a standalone service again that has ended by itself. */
  startAnew(name: string): void {
    const container = this.named(name);
    if (container.state === 'running' && !isAtWork(container)) this.#run(container);
  }

  /** Somebody else removes a container by force. */
  destroy(name: string): void {
    const container = this.named(name);
    this.#exit(container, 137, true);
    this.#containers.delete(container.id);
    this.#emit({ kind: 'containerRemoved', containerId: container.id });
  }

  named(name: string): FakeContainer {
    const found = [...this.#containers.values()].find(({ created }) => created.name === name);
    if (found === undefined) throw new AppError('not_found', { message: `there is no fake container ${name}` });
    return found;
  }

  /** `name: state` of all containers, sorted. */
  get world(): readonly string[] {
    return [...this.#containers.values()].map(({ created, state }) => `${created.name}: ${state}`).toSorted();
  }

  write(name: string, text: string, stderr = false): void {
    writeLine(this.named(name), { now: this.#clock.now(), text, stderr });
  }

  // --- what it does for the agent

  async version(): Promise<string> {
    await this.enter('version');
    return '0.0.0-fake';
  }

  async listContainers(): Promise<readonly ListedContainer[]> {
    await this.enter('listContainers');
    return [...this.#containers.values()].map(listedContainer);
  }

  async inspectContainer(id: string) {
    await this.enter('inspectContainer');
    const found = this.#find(id);
    return found === null ? null : observedContainer(found);
  }

  async listNetworks(): Promise<readonly EngineNetwork[]> {
    await this.enter('listNetworks');
    return [...this.networks].map(([name, network]) => networkWith({ name, ...network }, this.#containers.values()));
  }

  async listVolumes(): Promise<readonly string[]> {
    await this.enter('listVolumes');
    return [...this.volumes.keys()];
  }

  async createNetwork({ name, environmentId }: { readonly name: string; readonly environmentId: string }) {
    await this.enter('createNetwork');
    if (!this.networks.has(name)) this.networks.set(name, { id: this.#newId(), environmentId });
    this.#emit({ kind: 'networksChanged' });
  }

  async removeNetwork(id: string): Promise<void> {
    await this.enter('removeNetwork');
    for (const [name, network] of this.networks) if (network.id === id) this.networks.delete(name);
    this.#emit({ kind: 'networksChanged' });
  }

  async createVolume({ name, environmentId }: { readonly name: string; readonly environmentId: string }) {
    await this.enter('createVolume');
    if (!this.volumes.has(name)) this.volumes.set(name, environmentId);
    this.#emit({ kind: 'volumesChanged' });
  }

  async describeVolumes(): Promise<readonly EngineVolume[]> {
    await this.enter('describeVolumes');
    return this.#volumes.describe();
  }

  async removeVolume(name: string): Promise<void> {
    await this.enter('removeVolume');
    this.#volumes.remove(name);
    this.#emit({ kind: 'volumesChanged' });
  }

  async survey(): Promise<EngineSurvey> {
    await this.enter('survey');
    return { facts: this.facts, ports: this.ports };
  }

  async publishedPorts(): Promise<readonly EnginePort[]> {
    await this.enter('publishedPorts');
    return publishedPorts(this.#containers.values(), this.ports);
  }

  async measure(): Promise<EngineUsage> {
    await this.enter('measure');
    return { imagesBytes: 1_000_000, volumeBytes: new Map([...this.volumes.keys()].map((name) => [name, 1_000])) };
  }

  async createContainer(container: NewContainer): Promise<string> {
    await this.enter('createContainer');
    if (this.#find(container.name) !== null) {
      throw new AppError('name_taken', { message: `there is a container named ${container.name} already` });
    }
    const id = this.#newId();
    this.#containers.set(id, newFakeContainer(id, container));
    return id;
  }

  async startContainer(id: string): Promise<void> {
    await this.enter('startContainer');
    const container = this.#find(id);
    if (container === null || container.state === 'running') return;
    const taken = takenPort(container, this.#containers.values());
    if (taken !== undefined) throw new AppError('port_in_use', { message: `port ${taken.port} is taken` });
    this.#run(container);
  }

  async stopContainer(id: string): Promise<void> {
    await this.enter('stopContainer');
    const container = this.#find(id);
    if (container?.state !== 'running') return;
    this.#exit(container, stopCodeOf(container), true);
  }

  async restartContainer(id: string): Promise<void> {
    await this.enter('restartContainer');
    const container = this.#find(id);
    if (container === null) throw new AppError('service_not_running', { message: 'the container is gone' });
    this.#exit(container, stopCodeOf(container), true);
    this.#run(container);
  }

  async nameContainer(id: string, { name }: Naming): Promise<void> {
    await this.enter('nameContainer');
    const container = this.#find(id);
    if (container === null || !isAtWork(container)) return;
    Object.assign(container, { isNamed: name !== null, address: '127.0.0.1' });
    for (const kind of ['networkDetached', 'networkAttached'] as const) this.#emit({ kind, ...this.#ends(container) });
  }

  async removeContainer(id: string): Promise<void> {
    await this.enter('removeContainer');
    const container = this.#find(id);
    if (container === null) return;
    if (container.state === 'running') throw new AppError('engine_failed', { message: 'the container runs' });
    this.#containers.delete(container.id);
    this.#emit({ kind: 'containerRemoved', containerId: container.id });
  }

  async *logs(query: LogsQuery, signal: AbortSignal): AsyncGenerator<LogLine> {
    await this.enter('logs');
    const container = this.#find(query.containerId);
    if (container === null) throw new AppError('engine_failed', { message: 'cannot read logs: no such container' });
    yield* readLog(container, query, signal);
  }

  async exec({ containerId, command, stdin, user }: ExecCommand): Promise<ExecSession> {
    await this.enter('exec');
    const container = this.#find(containerId);
    if (container === null || !isAtWork(container)) {
      throw new AppError('service_not_running', { message: 'the container does not run' });
    }
    return fakeExec(command, { stdin, user });
  }

  async events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>> {
    await this.enter('events');
    return this.#events.subscribe(signal);
  }

  #find(idOrName: string): FakeContainer | null {
    const found = [...this.#containers.values()].find(
      ({ id, created }) => id === idOrName || created.name === idOrName,
    );
    return found ?? null;
  }

  #run(container: FakeContainer): void {
    const { id, created } = container;
    const at = beginRun(container, this.#clock.now());
    this.#emit({ kind: 'networkAttached', ...this.#ends(container) });
    this.#emit({ kind: 'containerStarted', containerId: id, at });
    const program = readProgram(created.definition.command);
    for (const { text, stderr } of program.lines) this.write(created.name, text, stderr);
    if (program.exitCode !== null) this.#exit(container, program.exitCode);
  }

  /** A container of a standalone service that ends by itself is one that the engine is about to start again. */
  #exit(container: FakeContainer, exitCode: number, isStopped = false): void {
    if (container.state !== 'running') return;
    const state = isStopped || container.created.definition.standalone === undefined ? 'exited' : 'running';
    if (!isAtWork(container)) return void Object.assign(container, { state });
    const at = Math.max(this.#clock.now(), container.startedAt ?? 0);
    Object.assign(container, { state, exitCode, finishedAt: at, address: null });
    this.#emit({ kind: 'containerExited', containerId: container.id, at, exitCode });
    this.#emit({ kind: 'networkDetached', ...this.#ends(container) });
    for (const follower of container.followers) follower();
  }

  #ends({ id: containerId, created }: FakeContainer) {
    return { networkId: this.networks.get(created.network)?.id ?? '', containerId };
  }

  protected override imagesChanged(): void {
    this.#emit({ kind: 'imagesChanged' });
  }

  #emit(event: EngineEvent): void {
    this.#events.push(event);
  }

  #newId(): string {
    this.#lastId += 1;
    return `fake-${this.#lastId}`;
  }
}
