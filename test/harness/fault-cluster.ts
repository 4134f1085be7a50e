import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { type Cluster, type ClusterOptions, startCluster } from './cluster.js';
import { type EndState, readEndState } from './end-state.js';
import { EngineProxy } from './engine-proxy.js';
import { eventually } from './eventually.js';
import { type FaultRelease, faultConfig, prepareFaultApp } from './fault-app.js';
import { Foreign } from './foreign.js';
import type { Process } from './process.js';

/** What a deploy may answer while programs die around it; anything else is a failure of the test. */
const INTERRUPTED = new Set(['control_plane_unavailable', 'deployment_in_progress', 'node_offline', 'cancelled']);

/**
 * A cluster with the app for fault tests, something foreign on every node, a proxy before every engine, and the end
 * states of undisturbed runs to compare with.
 */
export class FaultCluster {
  readonly cluster: Cluster;
  readonly app: string;
  readonly #proxies: ReadonlyMap<string, EngineProxy>;
  readonly #foreign: ReadonlyMap<string, Foreign>;
  readonly #undisturbed = new Map<FaultRelease, EndState>();

  private constructor(
    cluster: Cluster,
    app: string,
    proxies: ReadonlyMap<string, EngineProxy>,
    foreign: ReadonlyMap<string, Foreign>,
  ) {
    this.cluster = cluster;
    this.app = app;
    this.#proxies = proxies;
    this.#foreign = foreign;
  }

  /** Release A is deployed when it resolves; no end state is known yet. */
  static async start(options: Omit<ClusterOptions, 'images'>): Promise<FaultCluster> {
    const cluster = await startCluster({ ...options, images: ['busybox:1.36'] });
    try {
      const prepared = cluster.agents.map(async (agent) => {
        const { name, stateDir, socketPath } = agent.machine;
        const proxy = await EngineProxy.listen(join(stateDir, 'proxy.sock'), socketPath);
        await agent.stop();
        await agent.start({ dockerHost: proxy.dockerHost });
        return [name, proxy, await Foreign.create(agent.machine)] as const;
      });
      const nodes = await Promise.all(prepared);
      const proxies = new Map(nodes.map(([name, proxy]) => [name, proxy]));
      const foreign = new Map(nodes.map(([name, , there]) => [name, there]));
      const faults = new FaultCluster(cluster, await prepareFaultApp(cluster), proxies, foreign);
      await faults.deploy('A');
      return faults;
    } catch (error) {
      const { log } = cluster;
      await cluster.dispose();
      throw new Error(`${String(error)}\n${log}`, { cause: error });
    }
  }

  /** The proxy before a machine's engine. */
  proxy(name: string): EngineProxy {
    const proxy = this.#proxies.get(name);
    if (proxy === undefined) throw new Error(`there is no machine ${name}`);
    return proxy;
  }

  /** The engine of a machine was started anew: what is foreign there runs again, with new process ids. */
  async foreignRestarted(name: string): Promise<void> {
    await this.#foreign.get(name)?.restarted();
  }

  async dispose(): Promise<void> {
    for (const proxy of this.#proxies.values()) proxy.close();
    await this.cluster.dispose();
  }

  /** Starts the command and leaves it running. */
  async startDeploy(release: FaultRelease): Promise<Process> {
    const { operator } = this.cluster;
    await operator.app('faults', { 'devopsellence.yml': faultConfig(release) });
    return operator.start(['deploy', '--json'], { cwd: this.app });
  }

  /** Deploys and fails unless it settles. */
  async deploy(release: FaultRelease): Promise<void> {
    const deploy = await this.startDeploy(release);
    const { code } = await deploy.ended();
    if (code !== 0) throw new Error(`the deploy of ${release} ended with ${code}\n${deploy.log}\n${this.cluster.log}`);
  }

  /** Deploys a release undisturbed, and takes what that ends in for what every other deploy of it has to end in. */
  async learn(release: FaultRelease): Promise<void> {
    await this.deploy(release);
    await eventually(async () => isCalm(await readEndState(this.cluster, this.app)), { describe: 'a calm cluster' });
    this.#undisturbed.set(release, await readEndState(this.cluster, this.app));
  }

  /** Deploys again until it settles, as somebody would whose deploy was interrupted. */
  async deployAgain(release: FaultRelease): Promise<void> {
    await eventually(async () => await this.#deployOrWait(release), {
      describe: `the deploy of ${release} to settle`,
      timeoutMs: 150_000,
      intervalMs: 500,
    });
  }

  /** Ends when the cluster stands as after an undisturbed deploy of the release, and all that is foreign is intact. */
  async expectUndisturbed(release: FaultRelease): Promise<void> {
    const expected = this.#undisturbed.get(release);
    let reached: EndState | null = null;
    const isReached = async () => {
      reached = await readEndState(this.cluster, this.app);
      return isDeepStrictEqual(reached, expected);
    };
    await eventually(isReached, { describe: 'the end state' }).catch(() => undefined); // the comparison says what differs
    try {
      // Not read anew: an agent may be at writing down what it remembers, which shows as a file for a moment.
      expect(reached).toEqual(expected);
      await this.expectForeignIntact();
    } catch (error) {
      if (error instanceof Error) error.message += `\n${this.cluster.log}`;
      throw error;
    }
  }

  /** Fails unless all that is foreign is as it was made. */
  async expectForeignIntact(): Promise<void> {
    for (const [name, foreign] of this.#foreign) {
      expect({ [name]: await foreign.read() }).toEqual({ [name]: foreign.intact });
    }
  }

  async #deployOrWait(release: FaultRelease): Promise<boolean> {
    const deploy = await this.startDeploy(release);
    const { code } = await deploy.ended();
    if (code === 0) return true;
    const { error } = await deploy.json((line) => 'error' in line || line.ok === false, 'why it failed');
    const failure = (error as { readonly code?: string } | undefined)?.code ?? '';
    if (!INTERRUPTED.has(failure)) throw new Error(`the deploy of ${release} failed: ${failure}\n${deploy.log}`);
    return false;
  }
}

/** Every service runs and every old container is gone: the reports have caught up. */
function isCalm({ status }: EndState): boolean {
  const text = JSON.stringify(status);
  return !text.includes('"ready":false') && !text.includes('"hasNewest":false');
}
