import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cluster, startCluster } from './cluster.js';
import { loadImages } from './images.js';
import type { Machine } from './machines.js';
import type { CommandOptions, CommandResult, Operator } from './operator.js';
import type { Process } from './process.js';
import { type SshServer, type SshServerOptions, sshCommandFor, startSshServer } from './ssh-server.js';

/** One container with a volume, which lives as long as it is let. */
export const APP = `schema_version: 1
organization: acme
project: queue
services:
  worker:
    image: busybox:1.36
    command: [sh, -c, "trap exit TERM; while :; do sleep 1; done"]
    volumes: [{ source: jobs, target: /jobs }]
`;

/** A control plane, a machine that is no node, and an operator who reaches it over SSH. */
export class SshSite {
  readonly cluster: Cluster;
  readonly server: SshServer;
  /** The file of the host keys that operators know. */
  readonly knownHosts: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(cluster: Cluster, server: SshServer, knownHosts: string, env: NodeJS.ProcessEnv) {
    this.cluster = cluster;
    this.server = server;
    this.knownHosts = knownHosts;
    this.#env = env;
  }

  static async start(options: SshServerOptions = {}): Promise<SshSite> {
    const cluster = await startCluster({ machines: [] });
    const { network } = cluster;
    try {
      const server = await startSshServer(await network.addMachine('vm1'), options);
      const knownHosts = join(network.stateDir, 'known_hosts');
      await writeFile(knownHosts, server.knownHost);
      const path = await sshCommandFor(network.stateDir, knownHosts);
      return new SshSite(cluster, server, knownHosts, { PATH: `${path}:${process.env.PATH}` });
    } catch (error) {
      await cluster.dispose();
      throw error;
    }
  }

  get machine(): Machine {
    return this.server.machine;
  }

  /** Runs a command that goes to machines over SSH, to its end. */
  run(args: readonly string[], operator: Operator = this.cluster.operator): Promise<CommandResult> {
    return operator.run([...args, '--ssh-key', this.server.key], this.#options);
  }

  /** Starts one and leaves it running. */
  start(args: readonly string[]): Process {
    return this.cluster.operator.start([...args, '--ssh-key', this.server.key], this.#options);
  }

  /** Makes the machine a node, as far as it goes. */
  create(name: string, binary: string, ...more: string[]): Promise<CommandResult> {
    const where = ['--host', this.machine.address, '--user', 'root', '--binary', binary];
    return this.run(['node', 'create', name, ...where, ...more]);
  }

  /** Deploys a small app to a node; resolves to the id of its container. */
  async deploy(node: string): Promise<string> {
    const { operator } = this.cluster;
    await loadImages([this.machine], ['busybox:1.36']);
    const cwd = await operator.app('queue', { 'devopsellence.yml': APP });
    await operator.ok(['node', 'attach', node], { cwd });
    await operator.ok(['deploy'], { cwd });
    const [id = '', ...others] = await this.containers();
    if (id === '' || others.length > 0) throw new Error(`expected one container, found ${others.length + 1}`);
    return id;
  }

  /** Ids of what runs there for the product. */
  async containers(): Promise<string[]> {
    const ids = await this.machine.docker(['ps', '--all', '--quiet', '--filter', 'label=devopsellence.managed=true']);
    return ids.split('\n').filter((id) => id !== '');
  }

  /** What a command prints on the machine. */
  there(command: string): Promise<string> {
    return this.server.run(this.knownHosts, command);
  }

  dispose(): Promise<void> {
    return this.cluster.dispose();
  }

  get #options(): CommandOptions {
    return { env: this.#env };
  }
}
