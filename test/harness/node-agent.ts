import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from './machines.js';
import type { Process } from './process.js';
import { programs } from './programs.js';

/** How an agent is started, this time and from then on. */
export interface NodeAgentOptions {
  /** Where it finds the engine. Default: the machine's own socket. */
  readonly dockerHost?: string;
  /** More environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A real agent process on a machine. */
export class NodeAgent {
  readonly machine: Machine;
  readonly stateDir: string;
  #process: Process | undefined;
  #options: NodeAgentOptions = {};

  constructor(machine: Machine) {
    this.machine = machine;
    this.stateDir = join(machine.stateDir, 'agent');
  }

  get log(): string {
    return this.#process?.log ?? '';
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Runs `devopsellence-agent join` and resolves to its output. */
  join(operator: string, token: string): Promise<string> {
    return this.machine.run(programs.agent, ['join', operator, '--token', token, '--state-dir', this.stateDir]);
  }

  /** The id that the control plane gave to the node. */
  async nodeId(): Promise<string> {
    const { nodeId } = JSON.parse(await readFile(join(this.stateDir, 'node.json'), 'utf8')) as { nodeId: string };
    return nodeId;
  }

  /** Starts it, as it was started last unless told otherwise, and resolves when it reconciles. */
  async start(options: NodeAgentOptions = this.#options): Promise<void> {
    this.#options = options;
    const { dockerHost = this.machine.dockerHost, env } = options;
    const args = ['run', '--state-dir', this.stateDir, '--docker-host', dockerHost];
    this.#process = this.machine.start(programs.agent, args, { env: { ...process.env, ...env } });
    await this.#process.json((line) => line.event === 'ready', 'its ready line');
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  /** kill -9. */
  async kill(): Promise<void> {
    await this.#process?.kill();
  }
}
