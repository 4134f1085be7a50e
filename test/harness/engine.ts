import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { type Boot, onlyChild } from './machine-boot.js';

export interface EngineOptions {
  readonly stateDir: string;
  readonly cgroupParent: string;
  /** More arguments for dockerd. */
  readonly args: readonly string[];
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const stopGraceMs = 30_000;

/** The Docker Engine of a machine: dockerd, which brings its own containerd. */
export class Engine {
  readonly socketPath: string;
  private readonly options: EngineOptions;
  private readonly logFile: string;
  private wrapper: ChildProcess | undefined;

  constructor(options: EngineOptions) {
    this.options = options;
    this.socketPath = join(options.stateDir, 'docker.sock');
    this.logFile = join(options.stateDir, 'dockerd.log');
  }

  /** Starts dockerd in the machine and resolves when it answers. */
  async start(boot: Boot): Promise<void> {
    if (this.wrapper !== undefined) throw new Error('the engine is running already');
    const [enter = '', ...rest] = boot.enterAll;
    const log = openSync(this.logFile, 'a');
    const wrapper = spawn(enter, [...rest, 'dockerd', ...this.arguments()], {
      stdio: ['ignore', log, log],
      env: { PATH: path },
    });
    closeSync(log);
    this.wrapper = wrapper;
    wrapper.once('exit', () => {
      if (this.wrapper === wrapper) this.wrapper = undefined;
    });
    await eventually(() => this.answers(), { describe: 'the engine to answer' }).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${this.logTail()}`);
    });
  }

  /** Stops dockerd as a package upgrade does: its containers are stopped too. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => void this.kill(), stopGraceMs);
    await this.signal('SIGTERM').finally(() => clearTimeout(timer));
  }

  /** Crashes dockerd (and its containerd): containers keep running until it is started again. */
  kill(): Promise<void> {
    return this.signal('SIGKILL');
  }

  /** Resolves when dockerd is gone: for a machine that was switched off. */
  async ended(): Promise<void> {
    if (this.wrapper !== undefined) await once(this.wrapper, 'exit');
  }

  logTail(lines = 30): string {
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  private async signal(signal: NodeJS.Signals): Promise<void> {
    if (this.wrapper === undefined) return;
    const exit = once(this.wrapper, 'exit');
    process.kill(onlyChild(this.wrapper), signal);
    await exit;
  }

  private arguments(): string[] {
    const { stateDir, cgroupParent, args } = this.options;
    return [
      `--data-root=${join(stateDir, 'docker')}`,
      `--host=unix://${this.socketPath}`,
      '--exec-opt=native.cgroupdriver=cgroupfs',
      `--cgroup-parent=${cgroupParent}`,
      ...args,
    ];
  }

  private answers(): Promise<boolean> {
    if (this.wrapper === undefined) throw new Error('dockerd has ended');
    return new Promise((resolve, reject) => {
      const ping = request({ socketPath: this.socketPath, path: '/_ping', timeout: 5000 }, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      });
      ping.on('error', reject).on('timeout', () => ping.destroy(new Error('no answer to a ping')));
      ping.end();
    });
  }
}
