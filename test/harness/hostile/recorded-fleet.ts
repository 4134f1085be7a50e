import { join } from 'node:path';
import { LogRing } from '@devopsellence/runtime';
import { silentLogger } from '@devopsellence/runtime/testing';
import { anApp, aWeb, aWorker } from '../../integration/app-config.js';
import { eventually } from '../eventually.js';
import { LOCAL_IMAGE, REGISTRY_IMAGE } from '../in-process.js';
import { SkippingClock } from '../in-process-clock.js';
import { InProcessNode } from '../in-process-node.js';
import { InProcessOperator } from '../in-process-operator.js';
import type { Target } from './target.js';

/**
 * Real clients of a target, which use it as people and machines do: an operator, the node `victim`, which everything is
 * done to, and the node `suspect`, which joins and is never heard of again.
 */
export class RecordedFleet {
  readonly operator: InProcessOperator;
  readonly #clock = new SkippingClock();
  readonly #folder: string;
  readonly #target: Target;
  readonly #nodes: InProcessNode[] = [];

  private constructor(folder: string, target: Target) {
    this.#folder = folder;
    this.#target = target;
    this.operator = new InProcessOperator(join(folder, 'home'), this.#clock);
  }

  /** The operator has logged in; nothing else has happened. */
  static async start(folder: string, target: Target): Promise<RecordedFleet> {
    const fleet = new RecordedFleet(folder, target);
    await fleet.operator.ok(['login', target.operator, '--token', await target.ownerToken()]);
    return fleet;
  }

  /** The methods that `useEverything` is known to call; others may follow. */
  readonly methodsUsed: readonly string[] = [
    'WhoAmI',
    'RegisterNode',
    'ListNodes',
    'AttachNode',
    'ChangeNodeLabels',
    'RemoveNode',
    'Deploy',
    'Apply',
    'WatchDeployment',
    'GetStatus',
    'GetFleetStatus',
    'SetSecret',
    'ListSecrets',
    'DeleteSecret',
    'SetRegistry',
    'ListRegistries',
    'DeleteRegistry',
    'Logs',
    'Exec',
    'Enroll',
    'WatchDesiredState',
    'ReportStatus',
    'Tunnel',
    'GetRegistryCredential',
  ];

  /** One call of everything that the command and the agent do. */
  async useEverything(): Promise<void> {
    const victim = await this.#join('victim');
    await victim.start();
    await this.#join('suspect');
    await this.#online('victim');
    const secret_refs = [{ name: 'PASSWORD', secret: 'PASSWORD' }];
    const services = { web: aWeb({ secret_refs }), queue: aWorker({ image: REGISTRY_IMAGE }) };
    const cwd = await this.operator.app('recorded', anApp(services, { project: 'recorded' }));
    const inApp = async (...argv: readonly string[]) => void (await this.operator.ok(argv, { cwd }));
    await inApp('node', 'attach', 'victim');
    await this.operator.ok(['secret', 'set', 'PASSWORD', '--stdin'], { cwd, input: ['hush\n'] });
    const registry = ['registry', 'set', '--host', 'registry.example.com', '--username', 'robot', '--password-stdin'];
    await this.operator.ok(registry, { cwd, input: ['hush\n'] });
    await this.operator.ok(['whoami']);
    await inApp('deploy');
    await inApp('apply');
    for (const what of ['secret', 'registry']) await inApp(what, 'list');
    await inApp('status');
    await this.operator.ok(['fleet', 'status']);
    await inApp('logs');
    await this.operator.run(['exec', 'web', '--', 'true'], { cwd });
    await inApp('node', 'label', 'add', 'victim', '--labels', 'ssd');
    await inApp('secret', 'delete', 'PASSWORD');
    await inApp('registry', 'delete', 'registry.example.com');
    await this.operator.ok(['node', 'register', '--name', 'spare']);
    await this.operator.ok(['node', 'remove', 'spare', '--yes']);
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#nodes.map((node) => node.stop()));
  }

  async #online(name: string): Promise<void> {
    const row = new RegExp(`\\b${name}\\b.*online`);
    await eventually(async () => row.test(await this.operator.ok(['node', 'list'])), { describe: `${name} online` });
  }

  async #join(name: string): Promise<InProcessNode> {
    const stateDir = join(this.#folder, name);
    const logging = { logger: silentLogger, log: new LogRing() };
    const node = new InProcessNode({ name, stateDir, clock: this.#clock, ...logging });
    node.engine.images.add(LOCAL_IMAGE, { imageId: `sha256:${'5'.repeat(64)}`, digest: null });
    node.engine.images.registry.set(REGISTRY_IMAGE, `sha256:${'7'.repeat(64)}`);
    this.#nodes.push(node);
    const reply = await this.operator.json(['node', 'register', '--name', name, '--labels', 'web,worker']);
    await node.join(this.#target.operator, String(reply.join_token));
    return node;
  }
}
