import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atExit } from './cleanup.js';
import { repository } from './paths.js';

const initScript = join(repository, 'test/harness/machine-init.sh');

/** The namespaces of a machine that is switched on, held by its first process. */
export interface Boot {
  /** The first process, as seen from outside. */
  readonly pid: number;
  /** The command line prefix that enters the machine whole. The entered program becomes a child of `nsenter`. */
  readonly enterAll: readonly string[];
  /** The prefix that enters its network and host name only: the program replaces `nsenter`. */
  readonly enterNetwork: readonly string[];
  /** Ends every process of the machine at once, as power loss does, and waits until none is left. */
  cut(): Promise<void>;
}

/** Switches a machine on: new namespaces, and nothing in them but the first process. */
export async function boot(stateDir: string, name: string, resolver: string): Promise<Boot> {
  const flags = ['--net', '--uts', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const holder = spawn('unshare', [...flags, 'bash', initScript, stateDir, name, resolver], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = once(holder, 'exit');
  await ready(holder, exited);
  const pid = onlyChild(holder);
  const kill = (): void => void process.kill(pid, 'SIGKILL');
  const forget = atExit(kill);
  void exited.then(forget);
  const file = (kind: string): string => `/proc/${pid}/ns/${kind}`;
  const network = [`--net=${file('net')}`, `--uts=${file('uts')}`];
  return {
    pid,
    enterAll: ['nsenter', ...network, `--mount=${file('mnt')}`, `--pid=${file('pid')}`, '--'],
    enterNetwork: ['nsenter', ...network, '--'],
    async cut() {
      if (holder.exitCode === null && holder.signalCode === null) kill();
      await exited;
    },
  };
}

/** The pid of the program that a forking wrapper (`unshare`, `nsenter`) has started. */
export function onlyChild(wrapper: ChildProcess): number {
  const children = readFileSync(`/proc/${wrapper.pid}/task/${wrapper.pid}/children`, 'utf8');
  const pid = Number.parseInt(children, 10);
  if (Number.isNaN(pid)) throw new Error(`process ${wrapper.pid} has no child`);
  return pid;
}

async function ready(holder: ChildProcess, exited: Promise<unknown>): Promise<void> {
  let errors = '';
  holder.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const line = holder.stdout === null ? Promise.resolve() : once(holder.stdout, 'data');
  const failed = exited.then(() => {
    throw new Error(`a machine did not start (root, and Linux with overlayfs, are needed): ${errors.trim()}`);
  });
  await Promise.race([line, failed]);
  failed.catch(() => undefined);
}
