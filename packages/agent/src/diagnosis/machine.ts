import { readFile } from 'node:fs/promises';
import { arch, cpus, freemem, hostname, loadavg, release, totalmem, uptime } from 'node:os';
import type { MachineFacts } from '@devopsellence/core';

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

/** What programs can get without others being swapped out: more than what is free, as caches give way. */
async function availableMemory(): Promise<number> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const kib = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1];
  return kib === undefined ? freemem() : Number(kib) * 1024;
}
