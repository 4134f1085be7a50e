import { join as joinControlPlane, readCredentials, runAgent } from '@devopsellence/agent';
import { FakeEngine } from '@devopsellence/agent/testing';
import type { Clock, Logger, LogRing } from '@devopsellence/runtime';

export interface InProcessNodeOptions {
  readonly name: string;
  readonly stateDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where `logger` writes, too. */
  readonly log: LogRing;
  /** Instead of an engine that has no images. */
  readonly engine?: FakeEngine;
}

type Container = ReturnType<FakeEngine['named']>;

/** A machine with an engine in memory and, while it is started, the real agent. The engine outlives the agent. */
export class InProcessNode {
  readonly name: string;
  readonly stateDir: string;
  readonly engine: FakeEngine;
  readonly #options: InProcessNodeOptions;
  #isRunning = false;
  #stop = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  constructor(options: InProcessNodeOptions) {
    this.#options = options;
    this.name = options.name;
    this.stateDir = options.stateDir;
    this.engine = options.engine ?? new FakeEngine(options.clock);
  }

  /** All containers of the engine, by name. */
  get containers(): readonly Container[] {
    return this.engine.world.map((line) => this.engine.named(line.slice(0, line.lastIndexOf(': '))));
  }

  /** Names of all containers that run, sorted. */
  get running(): readonly string[] {
    return this.containers
      .filter(({ state }) => state === 'running')
      .map(({ created }) => created.name)
      .toSorted();
  }

  /** The containers of a service that run and whose name begins so. */
  runningOf(service: string, prefix = ''): readonly Container[] {
    return this.containers.filter(
      ({ state, created }) => state === 'running' && created.service === service && created.name.startsWith(prefix),
    );
  }

  /** Whether its agent runs. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** As `devopsellence-agent join`. */
  async join(address: string, token: string): Promise<void> {
    await joinControlPlane({ address, token, stateDir: this.stateDir, name: this.name });
  }

  /** As `devopsellence-agent run`; resolves once it acts. */
  async start(): Promise<void> {
    const { stateDir, clock, logger, log } = this.#options;
    const credentials = await readCredentials(stateDir);
    if (credentials === null) throw new Error(`${this.name} has not joined`);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    await new Promise<void>((resolve, reject) => {
      const outside = { clock, random: Math.random, logger, log };
      const options = { stateDir, credentials, engine: this.engine, metricsListen: null, ...outside };
      this.#ended = runAgent({ ...options, onReady: () => resolve() }, signal);
      this.#ended.then(() => reject(new Error(`the agent of ${this.name} ended`)), reject);
    });
    this.#isRunning = true;
  }

  /** Ends the agent as SIGTERM does. What runs on the engine runs on. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#stop.abort();
    await this.#ended;
  }

  /** Every container ends, as when the machine is switched off. */
  loseContainers(): void {
    for (const { created, state } of this.containers) if (state === 'running') this.engine.crash(created.name, 137);
  }
}
