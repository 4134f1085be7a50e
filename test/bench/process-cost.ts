import { readFile } from 'node:fs/promises';

/** Processor time that the process has used so far, in ms. Clock ticks are 10 ms on Linux. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** What the process holds of the machine's memory, in MB. */
export async function rssMb(pid: number): Promise<number> {
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** The share of one core that the process uses over so long, in percent. */
export async function cpuShare(pid: number, overMs: number): Promise<number> {
  const before = await cpuMs(pid);
  await new Promise((resolve) => setTimeout(resolve, overMs));
  return (100 * ((await cpuMs(pid)) - before)) / overMs;
}
