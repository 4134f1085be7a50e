import { randomInt } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cgroupOf, removeCgroup } from './cgroups.js';
import { run, runNow } from './command.js';

/** A network bridge of this machine that belongs to one test network, with a free subnet 10.x.y.0/24. */
export interface Bridge {
  readonly name: string;
  readonly subnet: string;
  /** This machine's address on the bridge. */
  readonly gateway: string;
  /** Where the network keeps its files. */
  readonly stateDir: string;
  addressOf(index: number): string;
}

const namePattern = /^dvt-(\d+)-(\d+)$/;
const attempts = 20;

/**
 * Makes a bridge with an unused subnet. The bridge's name holds the subnet, so that the kernel refuses to give the same
 * one to two runs; its alias holds the process it belongs to, so that a later run can remove what a killed one left.
 */
export async function createBridge(): Promise<Bridge> {
  await sweep();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const bridge = describe(randomInt(64, 128), randomInt(256));
    if ((await run('ip', ['-4', 'route', 'list', 'root', bridge.subnet])) !== '') continue;
    if (await claim(bridge)) return bridge;
  }
  throw new Error('found no free subnet for a test network');
}

/** Removes the bridge and everything named after it. Synchronous, so that it can run while the process ends. */
export function removeBridge(bridge: Bridge): void {
  for (const folder of mountsIn(bridge.stateDir)) runNow('umount', ['--lazy', folder]);
  rmSync(bridge.stateDir, { recursive: true, force: true, maxRetries: 10 }); // processes may be ending still
  removeCgroup(cgroupOf(bridge.name));
  for (const rule of rules(bridge)) runNow('iptables', ['-w', '-D', ...rule]);
  runNow('ip', ['link', 'del', bridge.name]);
}

/** Where something is mounted below the folder, the last mounted first. */
function mountsIn(folder: string): string[] {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const folders = mounts.map((line) => line.split(' ')[1] ?? '');
  return folders.filter((each) => each.startsWith(`${folder}/`)).reverse();
}

function describe(x: number, y: number): Bridge {
  const name = `dvt-${x}-${y}`;
  return {
    name,
    subnet: `10.${x}.${y}.0/24`,
    gateway: `10.${x}.${y}.1`,
    stateDir: join(tmpdir(), name),
    addressOf: (index) => `10.${x}.${y}.${index + 1}`,
  };
}

async function claim(bridge: Bridge): Promise<boolean> {
  const { name, gateway } = bridge;
  try {
    // A bridge without an address of its own takes that of a port, and changes it whenever a machine starts or stops.
    await run('ip', ['link', 'add', name, 'address', '02:64:76:74:00:01', 'type', 'bridge']);
  } catch (error) {
    if (String(error).includes('File exists')) return false;
    throw error;
  }
  await run('ip', ['link', 'set', name, 'alias', `${process.pid} ${startTime(process.pid)}`]);
  await run('ip', ['address', 'add', `${gateway}/24`, 'dev', name]);
  await run('ip', ['link', 'set', name, 'up']);
  for (const rule of rules(bridge)) await run('iptables', ['-w', '-I', ...rule]);
  return true;
}

/** Bridged frames pass the host's filter, whose policy may be to drop (Docker's is). */
function rules({ name }: Bridge): string[][] {
  return [
    ['INPUT', '-i', name, '-j', 'ACCEPT'],
    ['FORWARD', '-i', name, '-j', 'ACCEPT'],
    ['FORWARD', '-o', name, '-j', 'ACCEPT'],
  ];
}

async function sweep(): Promise<void> {
  const links = JSON.parse((await run('ip', ['-j', 'link', 'show', 'type', 'bridge'])) || '[]') as unknown[];
  for (const link of links) {
    const { ifname = '', ifalias = '' } = link as { ifname?: string; ifalias?: string };
    const [, x, y] = namePattern.exec(ifname) ?? [];
    const [pid, started] = ifalias.split(' ');
    if (x === undefined || y === undefined || started === undefined || startTime(Number(pid)) === started) continue;
    removeBridge(describe(Number(x), Number(y)));
  }
}

/** When a process started, in clock ticks since boot: together with the pid it names a process for good. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return 'gone';
  }
}
