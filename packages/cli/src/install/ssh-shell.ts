import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '@devopsellence/core';
import type { Io } from '../io.js';
import { BROKE_OFF, collectShell, feed } from './collect-shell.js';
import { quote } from './quote.js';
import { linesOf } from './run-script.js';
import { AS_ROOT, type Shell, type ShellResult } from './shell.js';
import { type SshTarget, sshCommand, sshOptions, titleOf } from './ssh-target.js';

const CONNECTED = 'devopsellence-connected';

export interface SshOutside {
  readonly io: Io;
  readonly asksNobody: boolean;
}

/**
 * One connection of the system's ssh, over which scripts run. It ends with this process, however that ends: what holds it
 * open on the other side reads from here.
 */
export class SshShell implements Shell {
  readonly #target: SshTarget;
  readonly #outside: SshOutside;
  readonly #folder: string;
  #master: ChildProcess | null = null;

  private constructor(target: SshTarget, outside: SshOutside, folder: string) {
    this.#target = target;
    this.#outside = outside;
    this.#folder = folder;
  }

  get title(): string {
    return titleOf(this.#target);
  }

  static async open(target: SshTarget, outside: SshOutside): Promise<SshShell> {
    const shell = new SshShell(target, outside, await mkdtemp(join(tmpdir(), 'dvo-')));
    try {
      await shell.#connect();
      return shell;
    } catch (error) {
      await shell.close();
      throw error;
    }
  }

  /** Runs a script as root, to its end. */
  async run(script: string, input: Readable | null = null): Promise<ShellResult> {
    const child = this.#spawn([], `sh -c ${quote(AS_ROOT)} sh ${quote(script)}`);
    const ended = collectShell(child, 'ssh');
    await feed(child, input);
    const result = await ended;
    if (result.exitCode === BROKE_OFF) throw brokenOff(this.#target, result.stderr);
    return result;
  }

  async close(): Promise<void> {
    const master = this.#master;
    this.#master = null;
    if (master !== null && master.exitCode === null && master.signalCode === null) {
      const exited = new Promise((resolve) => master.once('exit', resolve));
      master.kill();
      await exited;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #connect(): Promise<void> {
    const master = this.#spawn(['-M'], `sh -c ${quote(`echo ${CONNECTED}; exec cat > /dev/null`)}`);
    this.#master = master;
    master.stdin?.on('error', () => undefined);
    const ended = collectShell(master, 'ssh').then(({ stderr }) => {
      throw unreachable(this.#target, stderr);
    });
    const connected = new Promise<void>((resolve) => {
      master.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes(CONNECTED) && resolve());
    });
    ended.catch(() => undefined);
    await Promise.race([connected, ended]);
  }

  #spawn(options: readonly string[], command: string): ChildProcess {
    const { io, asksNobody } = this.#outside;
    const shared = ['-S', join(this.#folder, 's'), ...sshOptions(this.#target, asksNobody)];
    const args = [...options, ...shared, '--', this.#target.host, command];
    return spawn('ssh', args, { stdio: 'pipe', env: io.env, cwd: io.cwd, signal: io.signal });
  }
}

function brokenOff(target: SshTarget, stderr: string): AppError {
  return new AppError('machine_unreachable', {
    message: `the SSH connection to ${titleOf(target)} broke off`,
    evidence: linesOf(stderr).slice(-5),
    nextActions: [sshCommand(target), 'then the same command again: it goes on from there'],
  });
}

function unreachable(target: SshTarget, stderr: string): AppError {
  const isUnknownKey = /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/.test(stderr);
  return new AppError('machine_unreachable', {
    message: `ssh does not reach ${titleOf(target)}; nothing was changed`,
    ...(isUnknownKey ? { reason: 'its host key is not the one that your known_hosts has for it' } : {}),
    evidence: linesOf(stderr).slice(-5),
    nextActions: [
      isUnknownKey ? `${sshCommand(target)}   # and compare the fingerprint that it shows` : sshCommand(target),
    ],
  });
}
