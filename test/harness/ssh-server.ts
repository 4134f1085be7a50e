import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { run } from './command.js';
import { eventually } from './eventually.js';
import type { Machine } from './machines.js';
import { repository } from './paths.js';
import type { Process } from './process.js';

const script = join(repository, 'test/harness/ssh-root.sh');

/** A machine with a file system of its own, into which an operator logs in as root over real SSH. */
export class SshServer {
  readonly machine: Machine;
  /** Path of the operator's private key. */
  readonly key: string;
  readonly #process: Process;
  readonly #hostKey: string;

  constructor(machine: Machine, key: string, hostKey: string, process: Process) {
    this.machine = machine;
    this.key = key;
    this.#hostKey = hostKey;
    this.#process = process;
  }

  get log(): string {
    return this.#process.log;
  }

  /** What a known_hosts file has to say about it. */
  get knownHost(): string {
    return `${this.machine.address} ${this.#hostKey}\n`;
  }

  /** Runs a command there, as somebody who logs in would. */
  run(knownHosts: string, command: string): Promise<string> {
    const options = ['-o', `UserKnownHostsFile=${knownHosts}`, '-o', 'BatchMode=yes', '-i', this.key];
    return run('ssh', [...options, `root@${this.machine.address}`, command]);
  }
}

export interface SshServerOptions {
  /** Whether systemd runs there, as on most machines. */
  readonly systemd?: boolean;
}

/** Starts an SSH server on a machine; it ends with the machine. */
export async function startSshServer(machine: Machine, { systemd = false }: SshServerOptions = {}): Promise<SshServer> {
  const file = (name: string): string => join(machine.stateDir, name);
  await mkdir(machine.stateDir, { recursive: true });
  for (const name of ['operator', 'host-key']) {
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file(name)]);
  }
  const process = machine.startInside(
    'sh',
    [script, machine.stateDir, machine.socketPath, systemd ? machine.cgroup : ''],
    `sshd on ${machine.name}`,
  );
  await eventually(() => listens(machine.address), { describe: 'the SSH server to listen' }).catch((error) => {
    throw new Error(`${String(error)}\n${process.log}`);
  });
  const hostKey = (await readFile(file('host-key.pub'), 'utf8')).trim();
  return new SshServer(machine, file('operator'), hostKey, process);
}

/** Puts a program `ssh` in a folder that knows these hosts, and no others, and nobody's own configuration. */
export async function sshCommandFor(folder: string, knownHosts: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  const words = `/usr/bin/ssh -F none -o UserKnownHostsFile='${knownHosts}' -o GlobalKnownHostsFile=/dev/null`;
  await writeFile(join(bin, 'ssh'), `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
  return bin;
}

function listens(host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(22, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', reject);
  });
}
