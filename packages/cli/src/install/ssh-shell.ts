import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@devopsellence/core';
import type { Io } from '../io.js';
import { quote } from './scripts.js';
import { type SshTarget, sshCommand, sshOptions, titleOf } from './ssh-target.js';

const SSH_FAILED = 255;
const CONNECTED = 'devopsellence-connected';

/** Runs the script as root: the shell of whoever logs in sees only quoted words. */
const AS_ROOT = 'if [ "$(id -u)" = 0 ]; then exec sh -c "$1"; else exec sudo -n sh -c "$1"; fi';

export interface ShellResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SshOutside {
  readonly io: Io;
  readonly asksNobody: boolean;
}

/**
 * One connection of the system's ssh, over which scripts run. It ends with this process, however that ends: what holds it
 * open on the other side reads from here.
 */
export class SshShell {
  readonly #target: SshTarget;
  readonly #outside: SshOutside;
  readonly #folder: string;
  #master: ChildProcess | null = null;

  private constructor(target: SshTarget, outside: SshOutside, folder: string) {
    this.#target = target;
    this.#outside = outside;
    this.#folder = folder;
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
    const ended = result(child);
    if (child.stdin !== null) {
      // A script that ends early says why by its exit code.
      if (input === null) child.stdin.end();
      else await pipeline(input, child.stdin).catch(() => undefined);
    }
    const { exitCode, stdout, stderr } = await ended;
    if (exitCode === SSH_FAILED) throw brokenOff(this.#target, stderr);
    return { exitCode, stdout, stderr };
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
    const ended = result(master).then(({ stderr }) => {
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

function result(child: ChildProcess): Promise<ShellResult> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin?.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(cannotStart(cause)));
    child.once('close', (code) =>
      resolve({ exitCode: code ?? SSH_FAILED, stdout: textOf(stdout), stderr: textOf(stderr) }),
    );
  });
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString();
}

function cannotStart(cause: Error): AppError {
  if (cause.name === 'AbortError') return new AppError('cancelled', { message: 'ssh was interrupted', cause });
  return new AppError('machine_unreachable', {
    message: 'the program ssh could not be started',
    reason: cause.message,
    nextActions: ['install an OpenSSH client'],
    cause,
  });
}

function brokenOff(target: SshTarget, stderr: string): AppError {
  return new AppError('machine_unreachable', {
    message: `the SSH connection to ${titleOf(target)} broke off`,
    evidence: linesOf(stderr),
    nextActions: [sshCommand(target), 'then the same command again: it goes on from there'],
  });
}

function linesOf(stderr: string): readonly string[] {
  return stderr
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-5);
}

function unreachable(target: SshTarget, stderr: string): AppError {
  const isUnknownKey = /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/.test(stderr);
  return new AppError('machine_unreachable', {
    message: `ssh does not reach ${titleOf(target)}; nothing was changed`,
    ...(isUnknownKey ? { reason: 'its host key is not the one that your known_hosts has for it' } : {}),
    evidence: linesOf(stderr),
    nextActions: [
      isUnknownKey ? `${sshCommand(target)}   # and compare the fingerprint that it shows` : sshCommand(target),
    ],
  });
}
