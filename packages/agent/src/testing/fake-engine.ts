import { AppError, repositoryOf } from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';
import type {
  ContainerEngine,
  EngineEvent,
  EngineNetwork,
  ExecCommand,
  ExecSession,
  ImagePull,
  ListedContainer,
  LocalImage,
  LogLine,
  LogsQuery,
  NewContainer,
  RegistryQuery,
} from '../engine/container-engine.js';
import { EventChannel } from './event-channel.js';
import { type FakeContainer, newFakeContainer, observedContainer } from './fake-containers.js';
import { readProgram } from './fake-program.js';

type Method = keyof ContainerEngine;

/** A container engine in memory that keeps the contract of `ContainerEngine`, with failures and delays on demand. */
export class FakeEngine implements ContainerEngine {
  /** Every call, in order. */
  readonly calls: Method[] = [];
  /** What registries have: digest by reference. */
  readonly registry = new Map<string, string>();
  /** Images on the engine: by each name they can be asked for. */
  readonly images = new Map<string, LocalImage>();
  readonly volumes = new Map<string, string>();
  readonly networks = new Map<string, { readonly id: string; readonly environmentId: string }>();
  readonly #clock: Clock;
  readonly #containers = new Map<string, FakeContainer>();
  readonly #events = new Set<EventChannel<EngineEvent>>();
  readonly #failures = new Map<Method, AppError[]>();
  readonly #holds = new Map<Method, Promise<void>>();
  #isAway = false;
  #lastId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  // --- what tests do to it

  /** The next call of the method rejects with this. */
  failNext(method: Method, error: AppError): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), error]);
  }

  /** Calls of the method wait until the returned function is called. */
  hold(method: Method): () => void {
    let release = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = () => {
        this.#holds.delete(method);
        resolve();
      };
    });
    this.#holds.set(method, held);
    return () => release();
  }

  /** An image that was loaded or pulled earlier. */
  addImage(reference: string, image: LocalImage): void {
    this.images.set(reference, image);
    this.images.set(image.imageId, image);
    if (image.digest !== null) this.images.set(`${repositoryOf(reference)}@${image.digest}`, image);
    this.#emit({ kind: 'imagesChanged' });
  }

  /** The engine stops answering; its containers run on. */
  goAway(): void {
    this.#isAway = true;
    for (const channel of this.#events) channel.close();
    this.#events.clear();
  }

  comeBack(): void {
    this.#isAway = false;
  }

  /** Ends a container as its own process would. */
  crash(name: string, exitCode: number): void {
    this.#exit(this.named(name), exitCode);
  }

  /** Somebody else removes a container by force. */
  destroy(name: string): void {
    const container = this.named(name);
    this.#exit(container, 137);
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
    const container = this.named(name);
    container.log.push({ stderr, at: this.#clock.now(), line: Buffer.from(text) });
    for (const follower of container.followers) follower();
  }

  // --- what it does for the agent

  async version(): Promise<string> {
    await this.#enter('version');
    return '0.0.0-fake';
  }

  async listContainers(): Promise<readonly ListedContainer[]> {
    await this.#enter('listContainers');
    return [...this.#containers.values()].map((container) => {
      const { startedAt: _, exitCode: __, finishedAt: ___, ...listed } = observedContainer(container);
      return listed;
    });
  }

  async inspectContainer(id: string) {
    await this.#enter('inspectContainer');
    const found = this.#find(id);
    return found === null ? null : observedContainer(found);
  }

  async listNetworks(): Promise<readonly EngineNetwork[]> {
    await this.#enter('listNetworks');
    const running = [...this.#containers.values()].filter(({ state }) => state === 'running');
    return [...this.networks].map(([name, { id, environmentId }]) => ({
      id,
      name,
      environmentId,
      attached: running.filter(({ created }) => created.network === name).map((container) => container.id),
    }));
  }

  async listVolumes(): Promise<readonly string[]> {
    await this.#enter('listVolumes');
    return [...this.volumes.keys()];
  }

  async listImages(): Promise<ReadonlySet<string>> {
    await this.#enter('listImages');
    return new Set(this.images.keys());
  }

  async createNetwork({ name, environmentId }: { readonly name: string; readonly environmentId: string }) {
    await this.#enter('createNetwork');
    if (!this.networks.has(name)) this.networks.set(name, { id: this.#newId(), environmentId });
    this.#emit({ kind: 'networksChanged' });
  }

  async removeNetwork(id: string): Promise<void> {
    await this.#enter('removeNetwork');
    for (const [name, network] of this.networks) if (network.id === id) this.networks.delete(name);
    this.#emit({ kind: 'networksChanged' });
  }

  async createVolume({ name, environmentId }: { readonly name: string; readonly environmentId: string }) {
    await this.#enter('createVolume');
    if (!this.volumes.has(name)) this.volumes.set(name, environmentId);
    this.#emit({ kind: 'volumesChanged' });
  }

  async createContainer(container: NewContainer): Promise<string> {
    await this.#enter('createContainer');
    if (this.#find(container.name) !== null) {
      throw new AppError('name_taken', { message: `there is a container named ${container.name} already` });
    }
    const id = this.#newId();
    this.#containers.set(id, newFakeContainer(id, container));
    return id;
  }

  async startContainer(id: string): Promise<void> {
    await this.#enter('startContainer');
    const container = this.#find(id);
    if (container !== null && container.state !== 'running') this.#run(container);
  }

  async stopContainer(id: string): Promise<void> {
    await this.#enter('stopContainer');
    const container = this.#find(id);
    if (container?.state !== 'running') return;
    this.#exit(container, readProgram(container.created.definition.command).heedsStop ? 143 : 137);
  }

  async removeContainer(id: string): Promise<void> {
    await this.#enter('removeContainer');
    const container = this.#find(id);
    if (container === null) return;
    if (container.state === 'running') throw new AppError('engine_failed', { message: 'the container runs' });
    this.#containers.delete(container.id);
    this.#emit({ kind: 'containerRemoved', containerId: container.id });
  }

  async pullImage({ reference, onProgress }: ImagePull): Promise<void> {
    await this.#enter('pullImage');
    const digest = this.registry.get(reference) ?? reference.split('@')[1];
    if (digest === undefined || !this.#isInRegistry(reference)) throw imageNotFound(reference);
    onProgress('1 of 2 MB');
    this.addImage(reference, { imageId: `sha256:id-of-${digest}`, digest });
  }

  async removeImage(reference: string): Promise<void> {
    await this.#enter('removeImage');
    this.images.delete(reference);
    this.#emit({ kind: 'imagesChanged' });
  }

  async findInRegistry({ reference }: RegistryQuery): Promise<string> {
    await this.#enter('findInRegistry');
    const digest = this.registry.get(reference);
    if (digest === undefined) throw imageNotFound(reference);
    return digest;
  }

  async findLocally(reference: string): Promise<LocalImage | null> {
    await this.#enter('findLocally');
    return this.images.get(reference) ?? null;
  }

  async *logs({ containerId, lines, since, follow }: LogsQuery, signal: AbortSignal): AsyncGenerator<LogLine> {
    await this.#enter('logs');
    const container = this.#find(containerId);
    if (container === null) throw new AppError('engine_failed', { message: 'cannot read logs: no such container' });
    const wanted = container.log.filter(({ at }) => since === null || at >= since);
    yield* lines === null ? wanted : wanted.slice(Math.max(0, wanted.length - lines));
    for (let next = container.log.length; follow && container.state === 'running' && !signal.aborted; ) {
      await changeOf(container, signal);
      for (; next < container.log.length; next += 1) yield* container.log.slice(next, next + 1);
    }
  }

  async exec({ containerId, command, stdin }: ExecCommand): Promise<ExecSession> {
    await this.#enter('exec');
    if (this.#find(containerId)?.state !== 'running') {
      throw new AppError('service_not_running', { message: 'the container does not run' });
    }
    return fakeExec(command, stdin);
  }

  async events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>> {
    await this.#enter('events');
    const channel = new EventChannel<EngineEvent>();
    this.#events.add(channel);
    signal.addEventListener('abort', () => channel.close(), { once: true });
    return channel;
  }

  async #enter(method: Method): Promise<void> {
    this.calls.push(method);
    await this.#holds.get(method);
    if (this.#isAway) throw new AppError('engine_unavailable', { message: 'the Docker Engine does not answer' });
    const failure = this.#failures.get(method)?.shift();
    if (failure !== undefined) throw failure;
  }

  #find(idOrName: string): FakeContainer | null {
    const found = [...this.#containers.values()].find(
      ({ id, created }) => id === idOrName || created.name === idOrName,
    );
    return found ?? null;
  }

  #isInRegistry(reference: string): boolean {
    const byDigest = [...this.registry].map(([name, digest]) => `${repositoryOf(name)}@${digest}`);
    return this.registry.has(reference) || byDigest.includes(reference);
  }

  #run(container: FakeContainer): void {
    const { id, created } = container;
    const at = this.#clock.now();
    Object.assign(container, { state: 'running', startedAt: at, exitCode: null, finishedAt: null });
    container.address = '127.0.0.1';
    this.#emit({ kind: 'networkAttached', networkId: this.networks.get(created.network)?.id ?? '', containerId: id });
    this.#emit({ kind: 'containerStarted', containerId: id, at });
    const program = readProgram(created.definition.command);
    for (const { text, stderr } of program.lines) this.write(created.name, text, stderr);
    if (program.exitCode !== null) this.#exit(container, program.exitCode);
  }

  #exit(container: FakeContainer, exitCode: number): void {
    if (container.state !== 'running') return;
    const at = this.#clock.now();
    Object.assign(container, { state: 'exited', exitCode, finishedAt: at, address: null });
    const networkId = this.networks.get(container.created.network)?.id ?? '';
    this.#emit({ kind: 'containerExited', containerId: container.id, at, exitCode });
    this.#emit({ kind: 'networkDetached', networkId, containerId: container.id });
    for (const follower of container.followers) follower();
  }

  #emit(event: EngineEvent): void {
    for (const channel of this.#events) channel.push(event);
  }

  #newId(): string {
    this.#lastId += 1;
    return `fake-${this.#lastId}`;
  }
}

function changeOf(container: FakeContainer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      container.followers.delete(done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    container.followers.add(done);
    signal.addEventListener('abort', done, { once: true });
  });
}

function imageNotFound(reference: string): AppError {
  return new AppError('image_not_found', { message: `the registry does not give ${reference} to this node` });
}

/** Says its `echo` lines, gives back its input if it is `cat`, and ends. */
function fakeExec(command: readonly string[], stdin: boolean): ExecSession {
  const program = readProgram(command);
  const output = new EventChannel<{ readonly stderr: boolean; readonly data: Buffer }>();
  for (const { stderr, text } of program.lines) output.push({ stderr, data: Buffer.from(`${text}\n`) });
  if (!stdin) output.close();
  return {
    output,
    write: async (data) => output.push({ stderr: false, data }),
    endInput: () => output.close(),
    resize: async () => undefined,
    exitCode: async () => program.exitCode ?? 0,
  };
}
