import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FakeEngine } from '@devopsellence/agent/testing';
import { LogRing } from '@devopsellence/runtime';
import { eventually } from './eventually.js';
import { SkippingClock } from './in-process-clock.js';
import { InProcessControlPlane } from './in-process-control-plane.js';
import { CapturedLog } from './in-process-log.js';
import { InProcessNode } from './in-process-node.js';
import { InProcessOperator } from './in-process-operator.js';

/** The image that every node has and no registry. */
export const LOCAL_IMAGE = 'shop:1';
/** An image that every registry has and no node. */
export const REGISTRY_IMAGE = 'registry.example.com/redis:7';

export interface InProcessClusterOptions {
  readonly nodes: readonly string[];
  /** Labels of every node. Default: web and worker. */
  readonly labels?: readonly string[];
  readonly engine?: (clock: SkippingClock) => FakeEngine;
}

/** A real control plane, real agents on engines in memory, and an operator who is logged in; all on loopback. */
export class InProcessCluster {
  readonly folder: string;
  readonly clock = new SkippingClock();
  readonly log = new CapturedLog();
  readonly controlPlane: InProcessControlPlane;
  readonly operator: InProcessOperator;
  readonly #nodes = new Map<string, InProcessNode>();
  readonly #options: InProcessClusterOptions;

  private constructor(folder: string, options: InProcessClusterOptions) {
    this.folder = folder;
    this.#options = options;
    const log = new LogRing();
    const logger = this.log.logger('control-plane', log);
    this.controlPlane = new InProcessControlPlane(join(folder, 'data'), this.clock, { logger, log });
    this.operator = new InProcessOperator(join(folder, 'home'), this.clock);
  }

  /** Starts all of it, every node joined and online. On failure nothing is left behind. */
  static async start(options: InProcessClusterOptions): Promise<InProcessCluster> {
    const cluster = new InProcessCluster(await mkdtemp(join(tmpdir(), 'devopsellence-integration-')), options);
    try {
      await mkdir(cluster.operator.home);
      await cluster.controlPlane.start();
      await cluster.operator.ok([
        'login',
        cluster.controlPlane.operator,
        '--token',
        await cluster.controlPlane.ownerToken(),
      ]);
      for (const name of options.nodes) await cluster.addNode(name, options.labels);
      await cluster.online(...options.nodes);
      return cluster;
    } catch (error) {
      await cluster.dispose();
      throw error;
    }
  }

  get nodes(): readonly InProcessNode[] {
    return [...this.#nodes.values()];
  }

  node(name: string): InProcessNode {
    const node = this.#nodes.get(name);
    if (node === undefined) throw new Error(`there is no node ${name}`);
    return node;
  }

  /** A machine that has not joined. */
  machine(name: string): InProcessNode {
    const stateDir = join(this.folder, 'nodes', name);
    const engine = this.#options.engine?.(this.clock);
    const log = new LogRing();
    const node = new InProcessNode({
      name,
      stateDir,
      clock: this.clock,
      logger: this.log.logger(name, log),
      log,
      ...(engine === undefined ? {} : { engine }),
    });
    node.engine.images.add(LOCAL_IMAGE, { imageId: `sha256:${'5'.repeat(64)}`, digest: null });
    node.engine.images.registry.set(REGISTRY_IMAGE, `sha256:${'7'.repeat(64)}`);
    this.#nodes.set(name, node);
    return node;
  }

  /** Registers a node, joins it and starts its agent. */
  async addNode(name: string, labels: readonly string[] = ['web', 'worker']): Promise<InProcessNode> {
    const node = this.machine(name);
    await node.join(this.controlPlane.operator, await this.joinToken(name, labels));
    await node.start();
    return node;
  }

  async joinToken(name: string, labels: readonly string[] = ['web']): Promise<string> {
    const reply = await this.operator.json(['node', 'register', '--name', name, '--labels', labels.join(',')]);
    return String(reply.join_token);
  }

  /** Resolves once the control plane hears of all of them. */
  async online(...names: readonly string[]): Promise<void> {
    await eventually(
      async () => {
        const connections = await this.connections();
        return names.every((name) => connections.get(name) === 'online');
      },
      { describe: `${names.join(', ')} online` },
    );
  }

  async connections(): Promise<ReadonlyMap<string, string>> {
    const { nodes } = await this.operator.json(['node', 'list']);
    const list = Array.isArray(nodes) ? nodes.filter(isConnected) : [];
    return new Map(list.map(({ name, connection }) => [name, connection]));
  }

  /** Stops an agent, and moves time on until it counts as offline while the others are online. */
  async takeOffline(name: string): Promise<void> {
    await this.node(name).stop();
    this.clock.skip(60_000);
    const others = this.nodes.filter((node) => node.name !== name && node.isRunning).map((node) => node.name);
    await eventually(async () => (await this.connections()).get(name) === 'offline', { describe: `${name} offline` });
    await this.online(...others);
  }

  async dispose(): Promise<void> {
    await Promise.allSettled(this.nodes.map((node) => node.stop()));
    await this.controlPlane.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function isConnected(value: unknown): value is { readonly name: string; readonly connection: string } {
  return typeof value === 'object' && value !== null && 'name' in value && 'connection' in value;
}
