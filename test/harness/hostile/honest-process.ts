import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../paths.js';
import { type Process, startProcess } from '../process.js';
import type { HonestAssignment } from './honest-program.js';

const PROGRAM = join(repository, 'test/dist/harness/hostile/honest-program.js');
const PATIENCE_MS = 60_000;

/** How honest clients were served. */
export interface Service {
  readonly served: number;
  /** What went wrong, in words. */
  readonly failures: readonly string[];
  /** How often the agent connected. */
  readonly sessions: number;
}

/** Honest clients of both listeners in a process of their own. */
export class HonestProcess {
  readonly #process: Process;
  #served = 0;

  private constructor(running: Process) {
    this.#process = running;
  }

  /** `file` is where the process reads what to do. */
  static async start(file: string, assignment: HonestAssignment): Promise<HonestProcess> {
    await writeFile(file, JSON.stringify(assignment), { mode: 0o600 });
    return new HonestProcess(startProcess(process.execPath, [PROGRAM, file], { title: 'honest clients' }));
  }

  /** Resolves when so many calls more were answered than when this was asked last. */
  async servedMore(calls: number): Promise<void> {
    const wanted = this.#served + calls;
    const line = await this.#line('served', ({ served }) => Number(served) >= wanted);
    this.#served = Number(line.served);
  }

  /** Ends them. */
  async stop(): Promise<Service> {
    const ended = this.#process.stop(PATIENCE_MS);
    const line = await this.#line('ended', () => true);
    await ended;
    return line as unknown as Service;
  }

  #line(event: string, accept: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    return this.#process.json((line) => line.event === event && accept(line), event, PATIENCE_MS);
  }
}
