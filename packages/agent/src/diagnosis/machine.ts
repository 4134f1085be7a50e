import { readFile, statfs } from 'node:fs/promises';
import { arch, cpus, freemem, hostname, loadavg, release, totalmem, uptime } from 'node:os';
import type { DiskFacts, MachineFacts } from '@devopsellence/core';

/** The machine as the kernel tells of it. */
export async function readMachine(now: number): Promise<MachineFacts> {
  return {
    hostName: hostname(),
    kernel: release(),
    architecture: arch(),
    cpus: cpus().length,
    load: loadavg(),
    memoryBytes: totalmem(),
    availableMemoryBytes: await availableMemory(),
    startedAt: Math.round(now - uptime() * 1000),
  };
}

/** The file system on which a path is. */
export async function readDisk(name: string, path: string): Promise<DiskFacts> {
  const { bsize, blocks, bavail, files, ffree } = await statfs(path);
  return { name, path, totalBytes: blocks * bsize, freeBytes: bavail * bsize, inodes: files, freeInodes: ffree };
}

/** What programs can get without others being swapped out: more than what is free, as caches give way. */
async function availableMemory(): Promise<number> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const kib = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1];
  return kib === undefined ? freemem() : Number(kib) * 1024;
}
