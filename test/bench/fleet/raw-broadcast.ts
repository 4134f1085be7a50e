import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TestAuthority } from '@devopsellence/agent/testing';
import { type Process, startProcess } from '../../harness/process.js';
import { Agents } from './agents.js';
import { latencies } from './latencies.js';

const PROGRAM = fileURLToPath(new URL('raw-program.js', import.meta.url));

/** What grpc-js costs alone: a server and as many watchers, over mutual TLS as everything else. */
export class RawBroadcast {
  readonly #server: Process;
  readonly #watchers: Agents;
  #round = 0;

  private constructor(server: Process, watchers: Agents) {
    this.#server = server;
    this.#watchers = watchers;
  }

  static async start(folder: string, size: { readonly watchers: number; readonly bytes: number }) {
    const authority = await TestAuthority.create();
    const keys = { authority: authority.certificate, ...(await authority.server()) };
    const file = join(folder, 'raw-keys.json');
    await writeFile(file, JSON.stringify(keys), { mode: 0o600 });
    const server = startProcess(process.execPath, [PROGRAM, file, String(size.bytes)], { title: 'raw server' });
    const { address } = await server.json((line) => line.event === 'ready', 'its ready line');
    const client = await authority.client('watcher');
    const identity = { nodeId: '', trustId: '', certificateAuthority: authority.certificate, ...client };
    const identities = Array.from({ length: size.watchers }, () => identity);
    const assignment = { kind: 'watch', address: String(address), identities } as const;
    const watchers = await Agents.start(join(folder, 'raw-agents.json'), assignment);
    await watchers.allOnline(1);
    return new RawBroadcast(server, watchers);
  }

  /** Sends one document to all; how long each of them waited for it, in ms. */
  async push(): Promise<readonly number[]> {
    this.#round += 1;
    const round = this.#round;
    process.kill(this.#server.pid ?? 0, 'SIGUSR2');
    const { at } = await this.#server.json((line) => line.event === 'broadcast' && line.round === round);
    return latencies(Number(at), await this.#watchers.received(round));
  }

  async stop(): Promise<void> {
    await this.#watchers.stop();
    await this.#server.kill();
  }
}
