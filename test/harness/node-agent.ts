import { join } from 'node:path';
import type { Machine } from './machines.js';
import type { Process } from './process.js';
import { programs } from './programs.js';

/** A real agent process on a machine. */
export class NodeAgent {
  readonly machine: Machine;
  readonly stateDir: string;
  #process: Process | undefined;

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

  /** Starts it and resolves when it reconciles. */
  async start(): Promise<void> {
    const args = ['run', '--state-dir', this.stateDir, '--docker-host', this.machine.dockerHost];
    this.#process = this.machine.start(programs.agent, args);
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
