import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Process, startProcess } from './process.js';
import { programs } from './programs.js';

/** A real control plane process on a test network. Its ports stay the same when it is started again. */
export class ControlPlane {
  readonly dataDir: string;
  readonly #host: string;
  readonly #program: string;
  #operator = '';
  #gateway = '';
  #process: Process | undefined;

  constructor(dataDir: string, host: string, program = programs.controlPlane) {
    this.dataDir = dataDir;
    this.#host = host;
    this.#program = program;
  }

  /** `host:port` of the operator API. */
  get operator(): string {
    return this.#operator;
  }

  /** `host:port` of the agent gateway. */
  get gateway(): string {
    return this.#gateway;
  }

  get log(): string {
    return this.#process?.log ?? '';
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  get isRunning(): boolean {
    return this.#process?.running ?? false;
  }

  /** Starts it, with more environment if need be, and resolves when it serves. */
  async start(env: NodeJS.ProcessEnv = {}): Promise<void> {
    const operator = this.#operator || `${this.#host}:0`;
    const gateway = this.#gateway || `${this.#host}:0`;
    const listen = ['--operator-listen', operator, '--agent-listen', gateway, '--metrics-listen', '127.0.0.1:0'];
    const args = ['serve', '--data-dir', this.dataDir, ...listen];
    this.#process = startProcess(this.#program, args, { env: { ...process.env, ...env } });
    const ready = await this.#process.json((line) => line.event === 'ready', 'its ready line');
    this.#operator = String(ready.operator);
    this.#gateway = String(ready.agent);
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  /** kill -9. */
  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  async ownerToken(): Promise<string> {
    return (await readFile(join(this.dataDir, 'owner-token'), 'utf8')).trim();
  }
}
