import { expect } from 'vitest';
import type { InProcessCluster } from '../harness/in-process.js';
import type { InProcessResult, RunningCommand } from '../harness/in-process-operator.js';
import { type AppOptions, anApp, type ServiceConfig } from './app-config.js';

export interface TestAppOptions extends AppOptions {
  readonly project: string;
  readonly nodes: readonly string[];
  readonly services?: Readonly<Record<string, ServiceConfig>>;
}

/** An app in a folder of its own, with the operator standing in that folder. */
export class TestApp {
  readonly folder: string;
  readonly #cluster: InProcessCluster;
  readonly #options: TestAppOptions;

  private constructor(folder: string, cluster: InProcessCluster, options: TestAppOptions) {
    this.folder = folder;
    this.#cluster = cluster;
    this.#options = options;
  }

  /** Attached to its nodes, and not deployed yet. */
  static async create(cluster: InProcessCluster, options: TestAppOptions): Promise<TestApp> {
    const folder = await cluster.operator.app(options.project, anApp(options.services, options));
    const app = new TestApp(folder, cluster, options);
    for (const node of options.nodes) await app.ok('node', 'attach', node);
    return app;
  }

  /** Created and deployed. */
  static async deployed(cluster: InProcessCluster, options: TestAppOptions): Promise<TestApp> {
    const app = await TestApp.create(cluster, options);
    await app.ok('deploy');
    return app;
  }

  /** Changes the config to these services. */
  async configure(services: Readonly<Record<string, ServiceConfig>>): Promise<void> {
    await this.write(anApp(services, this.#options));
  }

  async write(config: string): Promise<void> {
    await this.#cluster.operator.app(this.#options.project, config);
  }

  start(...argv: readonly string[]): RunningCommand {
    return this.#cluster.operator.start(argv, { cwd: this.folder });
  }

  run(...argv: readonly string[]): Promise<InProcessResult> {
    return this.start(...argv).ended;
  }

  ok(...argv: readonly string[]): Promise<string> {
    return this.#cluster.operator.ok(argv, { cwd: this.folder });
  }

  json(...argv: readonly string[]): Promise<Record<string, unknown>> {
    return this.#cluster.operator.json(argv, { cwd: this.folder });
  }

  /** `node service: state` of each container of this app, by id. */
  containers(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.#cluster.nodes.flatMap((node) =>
        node.containers
          .filter(({ created }) => created.name.startsWith(`${this.#options.project}-`))
          .map(
            ({ id, state, created }) => [`${node.name}/${id}`, `${node.name} ${created.service}: ${state}`] as const,
          ),
      ),
    );
  }

  /** `node service`, sorted, of what runs. */
  running(): readonly string[] {
    return Object.values(this.containers())
      .filter((text) => text.endsWith(': running'))
      .map((text) => text.replace(': running', ''))
      .toSorted();
  }
}

/** What a refused command must leave as it was: all tables and all engines. */
export async function snapshot(cluster: InProcessCluster) {
  const engines = cluster.nodes.map(({ name, engine, containers }) => ({
    name,
    containers: containers.map(({ id, state, startedAt, created }) => ({ id, state, startedAt, name: created.name })),
    volumes: [...engine.volumes.keys()],
    networks: [...engine.networks.keys()],
  }));
  return { tables: await cluster.controlPlane.dump(), engines };
}

/** Does the work; fails when that changed anything. */
export async function changesNothing<Result>(cluster: InProcessCluster, work: () => Promise<Result>): Promise<Result> {
  const before = await snapshot(cluster);
  const result = await work();
  expect(await snapshot(cluster)).toEqual(before);
  return result;
}

/** What a command printed, without the last line of a failure that the control plane told: it is another one each time. */
export function withoutCorrelationId(result: InProcessResult): InProcessResult {
  return { ...result, stderr: result.stderr.replace(/^correlation id \w{26}\n$/m, '') };
}
