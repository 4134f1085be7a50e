import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Process, startProcess } from '../../harness/process.js';
import type { Assignment } from './identity.js';

const PROGRAM = fileURLToPath(new URL('agents-program.js', import.meta.url));
const PATIENCE_MS = 180_000;

/** When each agent got a document, in ms of the shared clock, and how large it was. */
export interface Received {
  readonly at: readonly number[];
  readonly bytes: number;
}

/** Many simulated agents in a process of their own. */
export class Agents {
  readonly #process: Process;

  private constructor(running: Process) {
    this.#process = running;
  }

  /** `file` is where the process reads what to do. */
  static async start(file: string, assignment: Assignment): Promise<Agents> {
    await writeFile(file, JSON.stringify(assignment), { mode: 0o600 });
    return new Agents(startProcess(process.execPath, [PROGRAM, file], { title: `agents (${assignment.kind})` }));
  }

  /** Resolves to the moment at which all of them were online for the nth time. */
  async allOnline(times: number): Promise<number> {
    const line = await this.#line('all_online', (found) => Number(found.times) >= times);
    return Number(line.at);
  }

  /** Resolves once each of them has got its nth document. */
  async received(round: number): Promise<Received> {
    const line = await this.#line('received', (found) => found.round === round);
    return { at: line.at as number[], bytes: Number(line.bytes) };
  }

  async stop(): Promise<void> {
    await this.#process.kill();
  }

  #line(event: string, accept: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    return this.#process.json((line) => line.event === event && accept(line), event, PATIENCE_MS);
  }
}
