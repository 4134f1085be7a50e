import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import type { Machine } from './machines.js';
import { repository } from './paths.js';

const program = join(repository, 'test/harness/http-load.mjs');
const CONTAINER = 'http-load';

/** What a load has come to. */
export interface LoadResult {
  readonly sent: number;
  readonly failed: number;
  readonly slowestMs: number;
  /** How many failed with each error. */
  readonly errors: Readonly<Record<string, number>>;
  /** How many were answered with each text. */
  readonly answers: Readonly<Record<string, number>>;
}

/**
 * A steady load of some 65 HTTP requests a second, from a container in the network of an environment, to a service by its
 * name: with a connection for each request, and with connections that are kept; quick ones, and some that take 300 ms.
 */
export class HttpLoad {
  readonly #machine: Machine;

  private constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Resolves when the first request was answered, or has failed. The machine needs the image `node:20-alpine`. */
  static async start(machine: Machine, network: string, service: string, port = 3000): Promise<HttpLoad> {
    const script = ['node', '--input-type=module', '-e', await readFile(program, 'utf8'), service, String(port)];
    await machine.docker(['run', '--detach', '--name', CONTAINER, '--network', network, 'node:20-alpine', ...script]);
    const hasBegun = async () => (await machine.docker(['logs', CONTAINER])).startsWith('begun');
    await eventually(hasBegun, { describe: 'the load to begin', intervalMs: 100 });
    return new HttpLoad(machine);
  }

  /** Ends the load, once every request that was sent has its answer or has failed. */
  async stop(): Promise<LoadResult> {
    await this.#machine.docker(['stop', '--time', '30', CONTAINER]);
    const text = await this.#machine.docker(['logs', CONTAINER]);
    await this.#machine.docker(['rm', '--volumes', CONTAINER]);
    return JSON.parse(text.trim().split('\n').at(-1) ?? '') as LoadResult;
  }
}
