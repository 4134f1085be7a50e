import { closeSync, openSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dumpTables } from '@devopsellence/control-plane/testing';
import { eventually } from '../eventually.js';
import { repository } from '../paths.js';
import { Process, spawnTied } from '../process.js';
import { programs } from '../programs.js';

/** What a process holds after it was made to free what it can. Bytes, and counts. */
export interface Memory {
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
  readonly sockets: number;
  readonly timers: number;
}

const PROBE = pathToFileURL(join(repository, 'test/harness/memory-probe.mjs')).href;
/** Changes all the time, whatever operators do. */
const WRITTEN_BEHIND = 'node_reports';

/** A real control plane in a process of its own, every line of its log kept, that tells what memory it holds. */
export class Target {
  readonly dataDir: string;
  readonly operator: string;
  readonly gateway: string;
  readonly fingerprint: string;
  readonly #process: Process;
  readonly #logFile: string;

  private constructor(folder: string, process: Process, ready: Record<string, unknown>) {
    this.dataDir = join(folder, 'data');
    this.#logFile = join(folder, 'control-plane.log');
    this.#process = process;
    this.operator = String(ready.operator);
    this.gateway = String(ready.agent);
    this.fingerprint = String(ready.fingerprint);
  }

  static async start(folder: string): Promise<Target> {
    const log = openSync(join(folder, 'control-plane.log'), 'a');
    const anywhere = ['--operator-listen', '127.0.0.1:0', '--agent-listen', '127.0.0.1:0'];
    const args = ['serve', '--data-dir', join(folder, 'data'), ...anywhere, '--metrics-listen', '127.0.0.1:0'];
    const env = { ...process.env, NODE_OPTIONS: `--import ${PROBE}` };
    const child = spawnTied(programs.controlPlane, args, { env, stdio: ['ignore', 'pipe', log] });
    closeSync(log);
    const running = new Process(child, 'the control plane');
    const ready = await running.json((line) => line.event === 'ready', 'its ready line');
    return new Target(folder, running, ready);
  }

  get isRunning(): boolean {
    return this.#process.running;
  }

  async ownerToken(): Promise<string> {
    return (await readFile(join(this.dataDir, 'owner-token'), 'utf8')).trim();
  }

  get databaseFile(): string {
    return join(this.dataDir, 'control-plane.db');
  }

  /** Everything that operators can have changed. */
  async dump(): Promise<readonly string[]> {
    const tables = Object.entries(await dumpTables(this.databaseFile));
    return tables
      .filter(([name]) => name !== WRITTEN_BEHIND)
      .flatMap(([name, rows]) => rows.map((row) => `${name} ${row.replace(/"last_seen_at":(\d+|null)/, '')}`));
  }

  /** The lines of its log that tell of something nobody had foreseen. */
  async unforeseen(): Promise<readonly string[]> {
    const lines = (await readFile(this.#logFile, 'utf8')).split('\n');
    return lines.filter((line) => /"level":"(error|fatal)"|^\s+at |^Uncaught|^\w*Error/.test(line)).slice(0, 5);
  }

  async memory(): Promise<Memory> {
    const before = (await this.#memories()).length;
    process.kill(this.#process.pid ?? 0, 'SIGUSR2');
    const found = await eventually(async () => (await this.#memories())[before], { describe: 'what memory it holds' });
    return JSON.parse(found) as Memory;
  }

  /** How many sockets it has open. */
  async sockets(): Promise<number> {
    const folder = `/proc/${this.#process.pid}/fd`;
    const links = (await readdir(folder)).map((name) => readlink(join(folder, name)).catch(() => ''));
    return (await Promise.all(links)).filter((link) => link.startsWith('socket:')).length;
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  async #memories(): Promise<readonly string[]> {
    const lines = (await readFile(this.#logFile, 'utf8')).split('\n');
    return lines.filter((line) => line.startsWith('{"event":"memory"'));
  }
}
