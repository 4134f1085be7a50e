import { join } from 'node:path';
import type { NodeAgent } from './node-agent.js';
import { repository } from './paths.js';
import type { Process } from './process.js';

const program = join(repository, 'test/harness/web-watch.mjs');

export interface WebWatched {
  /** How often the web containers were asked. */
  readonly asked: number;
  /** Moments at which none of them answered 200. */
  readonly gaps: unknown;
}

/** Asks the web service of a node through its containers' addresses, again and again, until it is stopped. */
export class WebWatch {
  readonly #process: Process;

  private constructor(watching: Process) {
    this.#process = watching;
  }

  /** Resolves once it watches. */
  static async start(agent: NodeAgent, port = 3000, path = '/up'): Promise<WebWatch> {
    const { machine } = agent;
    const args = [program, machine.socketPath, await agent.nodeId(), String(port), path];
    const watching = machine.start(process.execPath, args);
    await watching.json(({ event }) => event === 'watching', 'its first look');
    return new WebWatch(watching);
  }

  async stop(): Promise<WebWatched> {
    await this.#process.stop();
    const { asked, gaps } = await this.#process.json(({ event }) => event === 'over', 'how often it asked');
    return { asked: Number(asked), gaps };
  }
}
