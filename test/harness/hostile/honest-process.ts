import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { join as joinControlPlane } from '@devopsellence/agent';
import { fetchCertificateAuthority } from '@devopsellence/protocol';
import type { InProcessOperator } from '../in-process-operator.js';
import { repository } from '../paths.js';
import { type Process, startProcess } from '../process.js';
import type { HonestAssignment } from './honest-program.js';
import type { Target } from './target.js';

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

  /** Joins the node `honest`, as the operator who has logged in; resolves once they are served. What the process needs is kept in the folder. */
  static async start(folder: string, target: Target, operator: InProcessOperator): Promise<HonestProcess> {
    const node = { name: 'honest', stateDir: join(folder, 'honest') };
    const { join_token: token } = await operator.json(['node', 'register', '--name', node.name, '--labels', 'web']);
    await joinControlPlane({ address: target.operator, token: String(token), ...node });
    const assignment: HonestAssignment = {
      address: target.operator,
      certificateAuthority: await fetchCertificateAuthority(target.operator, target.fingerprint),
      token: await target.ownerToken(),
      online: node.name,
      node,
    };
    const file = join(folder, 'honest.json');
    await writeFile(file, JSON.stringify(assignment), { mode: 0o600 });
    const honest = new HonestProcess(startProcess(process.execPath, [PROGRAM, file], { title: 'honest clients' }));
    await honest.servedMore(1);
    return honest;
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
