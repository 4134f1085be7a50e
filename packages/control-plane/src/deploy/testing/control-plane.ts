import { type EnvironmentSpec, encodeSpec, type ServiceStatus, type TaskRunStatus } from '@devopsellence/core';
import {
  aServiceSpec,
  aServiceStatus,
  aSpec,
  aTaskOutcome,
  aTaskRunStatus,
  START_OF_TIME,
} from '@devopsellence/core/testing';
import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { WHOLE_FLEET } from '../../access/scope.js';
import type { DesiredStateFeed } from '../../gateway/desired-state-feed.js';
import { createStandalonePart, type StandalonePart } from '../../standalone/standalone-part.js';
import {
  attachNode,
  type Deployment,
  ensureEnvironment,
  findDeployment,
  insertNode,
  insertSecretVersion,
  migrate,
  readNodeDesiredState,
  replaceLabels,
  requireEnvironment,
  Store,
} from '../../store/index.js';
import { createTaskPart, type TaskPart } from '../../tasks/task-part.js';
import type { ApplyRequest, Caller, DeployAnswer, DeployDeps, RollbackRequest } from '../deploy-request.js';
import { DeployService } from '../deploy-service.js';
import { RolloutLoop } from '../rollout-loop.js';
import { DEPLOYED_TABLES } from './deployed-tables.js';
import { FakeFleet } from './fake-fleet.js';
import { FakeImages } from './fake-images.js';
import { FakeTunnels, resolvesToDigest } from './fake-tunnels.js';

/** Long enough after a start for every agent that is there to have come back. */
const AGENTS_ARE_BACK_MS = 20_000;

export const NAMES = { organization: 'acme', project: 'shop', environment: 'production' };

/** What a simulated agent makes of a service it is told to run. */
export type Behaviour = (service: { readonly name: string; readonly image: string }) => Partial<ServiceStatus>;

const SETTLES: Behaviour = () => ({});

interface Running {
  readonly rollouts: RolloutLoop;
  readonly tasks: TaskPart;
  readonly standalone: StandalonePart;
  readonly stop: AbortController;
  readonly done: readonly Promise<void>[];
}

/**
 * The deploying part of a control plane on a real database in memory, with nodes whose simulated agents accept at once
 * what they are sent and report what their behaviour says.
 */
export class TestControlPlane implements DesiredStateFeed {
  readonly store = Store.open(':memory:');
  readonly fleet = new FakeFleet();
  readonly tunnels = new FakeTunnels();
  readonly images = new FakeImages();
  readonly clock = new FakeClock(START_OF_TIME);
  readonly ids = new Map<string, string>();
  readonly behaviours = new Map<string, Behaviour>();
  /** What every node says of a task it is to run. */
  taskRun: Partial<TaskRunStatus> = { state: 'succeeded', outcome: aTaskOutcome() };
  /** Names of the nodes that were woken, in order. */
  readonly woken: string[] = [];
  /** Nodes that do not hear when they are woken. */
  readonly deaf = new Set<string>();
  readonly #hearing = new Set<Promise<void>>();
  #requests = 0;
  #current: Running | null = null;

  static async create(nodes: Readonly<Record<string, readonly string[]>> = { n1: ['web'] }): Promise<TestControlPlane> {
    const plane = new TestControlPlane();
    await migrate(plane.store);
    for (const [name, labels] of Object.entries(nodes)) await plane.addNode(name, labels);
    plane.start();
    return plane;
  }

  get deps(): DeployDeps {
    const { store, fleet, tunnels, images, clock } = this;
    return {
      store,
      fleet,
      tunnels,
      images,
      clock,
      feed: this,
      logger: silentLogger,
      startedAt: clock.now() - AGENTS_ARE_BACK_MS,
    };
  }

  get rollouts(): RolloutLoop {
    if (this.#current === null) throw new Error('the control plane is stopped');
    return this.#current.rollouts;
  }

  get tasks(): TaskPart {
    if (this.#current === null) throw new Error('the control plane is stopped');
    return this.#current.tasks;
  }

  get standalone(): StandalonePart {
    if (this.#current === null) throw new Error('the control plane is stopped');
    return this.#current.standalone;
  }

  get service(): DeployService {
    return new DeployService(this.deps, {
      started: (deployment) => {
        if (deployment.state === 'running') this.#current?.rollouts.follow(deployment);
        this.#current?.tasks.noteDeployment(deployment.id);
      },
      changed: (deploymentId) => this.#current?.rollouts.look(deploymentId),
    });
  }

  start(): void {
    const { deps } = this;
    const rollouts = new RolloutLoop(deps);
    const tasks = createTaskPart({ ...deps, rollouts });
    const standalone = createStandalonePart(deps);
    const stop = new AbortController();
    const done = [rollouts, tasks, standalone].map((part) => part.run(stop.signal));
    this.#current = { rollouts, tasks, standalone, stop, done };
  }

  async stop(): Promise<void> {
    this.#current?.stop.abort();
    await Promise.all(this.#current?.done ?? []);
    this.#current = null;
  }

  async close(): Promise<void> {
    await this.stop();
    await Promise.all(this.#hearing);
    await this.store.close();
  }

  async addNode(name: string, labels: readonly string[]): Promise<void> {
    await this.store.transaction(async (trx) => {
      const id = await insertNode(trx, { name, labels, at: START_OF_TIME });
      this.ids.set(name, id);
      const environment = await ensureEnvironment(trx, NAMES, START_OF_TIME);
      await attachNode(trx, { nodeId: id, environmentId: environment.id, at: START_OF_TIME });
    });
    this.fleet.connect(this.idOf(name));
    this.tunnels.scripts.set(this.idOf(name), resolvesToDigest);
  }

  idOf(name: string): string {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`there is no node ${name}`);
    return id;
  }

  async label(name: string, labels: readonly string[]): Promise<void> {
    await this.store.transaction((trx) => replaceLabels(trx, this.idOf(name), labels));
  }

  async setSecret(name: string, service = ''): Promise<void> {
    const { id: environmentId } = await requireEnvironment(this.store.db, NAMES);
    const version = { environmentId, service, name, seal: () => Buffer.from('sealed'), at: START_OF_TIME, by: 'test' };
    await this.store.transaction((trx) => insertSecretVersion(trx, version));
  }

  wake(nodeId: string): void {
    const name = [...this.ids].find(([, id]) => id === nodeId)?.[0] ?? nodeId;
    this.woken.push(name);
    if (this.fleet.connection(nodeId) !== 'online' || this.deaf.has(name)) return;
    const hearing = this.hear(name).finally(() => this.#hearing.delete(hearing));
    this.#hearing.add(hearing);
  }

  /** The node's agent accepts what it is to run, and reports. */
  async hear(name: string): Promise<void> {
    const { revision, environments } = await readNodeDesiredState(this.store.db, this.idOf(name));
    const behaviour = this.behaviours.get(name) ?? SETTLES;
    const services = environments.flatMap((environment) =>
      environment.services.map((service) => {
        const image = service.definition.image.reference;
        const own = {
          environmentId: environment.id,
          name: service.name,
          isStandalone: service.definition.standalone !== undefined,
          role: service.role,
          hash: service.hash,
          image,
        };
        const stopped = service.isStopped === true ? ({ state: 'stopped', ready: false, address: '' } as const) : {};
        return aServiceStatus({ ...own, ...stopped, ...behaviour({ name: service.name, image }) });
      }),
    );
    const taskRuns = environments.flatMap(({ id: environmentId, taskRuns: runs }) =>
      runs.map(({ id: runId, task }) => ({ ...aTaskRunStatus({ environmentId, runId, task }), ...this.taskRun })),
    );
    this.fleet.say(this.idOf(name), { observedRevision: revision, services, taskRuns });
  }

  deploy(spec: EnvironmentSpec = aSpec(), overrides: Partial<Parameters<DeployService['deploy']>[0]> = {}) {
    this.#requests += 1;
    const request = {
      environment: NAMES,
      spec: encodeSpec(spec),
      revision: 'abc123',
      appImage: null,
      dryRun: false,
      takesBack: false,
      supersedes: false,
      requestToken: `request-${this.#requests}`,
      ...overrides,
    };
    return this.service.deploy(request, aCaller());
  }

  apply(overrides: Partial<ApplyRequest> = {}): Promise<DeployAnswer> {
    this.#requests += 1;
    const request = {
      environment: NAMES,
      dryRun: false,
      takesBack: false,
      supersedes: false,
      requestToken: `request-${this.#requests}`,
      ...overrides,
    };
    return this.service.apply(request, aCaller());
  }

  rollBack(overrides: Partial<RollbackRequest> = {}): Promise<DeployAnswer> {
    this.#requests += 1;
    const common = { environment: NAMES, dryRun: false, takesBack: false, supersedes: false };
    const requestToken = `request-${this.#requests}`;
    return this.service.rollBack({ ...common, requestToken, release: '', withTask: false, ...overrides }, aCaller());
  }

  /** Waits until the deployment has ended. */
  async ended(answer: DeployAnswer): Promise<Deployment> {
    return await eventually(async () => {
      const deployment = await this.find(answer);
      return deployment.state === 'running' ? null : deployment;
    });
  }

  async find({ deployment }: DeployAnswer): Promise<Deployment> {
    const found = await findDeployment(this.store.db, deployment?.id ?? '');
    if (found === null) throw new Error('there is no such deployment');
    return found;
  }

  /** Images, by service, that the node is to run. */
  async desired(name: string): Promise<Readonly<Record<string, string>>> {
    const { environments } = await readNodeDesiredState(this.store.db, this.idOf(name));
    const services = environments.flatMap((environment) => environment.services);
    return Object.fromEntries(services.map((service) => [service.name, service.definition.image.reference]));
  }

  async revision(name: string): Promise<number> {
    return (await readNodeDesiredState(this.store.db, this.idOf(name))).revision;
  }

  /** Every row that a deploy could touch. */
  async dump(): Promise<unknown> {
    const { db } = this.store;
    return await Promise.all(
      DEPLOYED_TABLES.map(async (table) => [table, await db.selectFrom(table).selectAll().execute()]),
    );
  }
}

export function aCaller(signal: AbortSignal = new AbortController().signal): Caller {
  return { actor: 'ci', scope: WHOLE_FLEET, correlationId: 'c1', signal };
}

/** `web` from this image, on every node. */
export function webSpec(image: string, overrides: Partial<EnvironmentSpec> = {}): EnvironmentSpec {
  return aSpec([aServiceSpec({ image })], overrides);
}

/** The first answer that is not null; lets everything else run in between. Gives up after a while. */
export async function eventually<Result>(look: () => Promise<Result | null>): Promise<Result> {
  for (let turn = 0; turn < 500; turn += 1) {
    const result = await look();
    if (result !== null) return result;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('it did not happen');
}
