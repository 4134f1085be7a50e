import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Cluster } from '../harness/cluster.js';
import { programs } from '../harness/programs.js';
import { cpuShare, rssMb } from './process-cost.js';
import { type Measurement, median } from './report.js';

const runFile = promisify(execFile);
const ROUNDS = 15;

/** Start of the CLI beside the start of an empty Node.js program, alternating. */
export async function measureCliStart(cluster: Cluster): Promise<Measurement[]> {
  const cwd = `${cluster.operator.home}/many`;
  const bare: number[] = [];
  const help: number[] = [];
  const status: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await wallMs(process.execPath, ['-e', '0'], cluster, cwd));
    help.push(await wallMs(process.execPath, [programs.cli, '--help'], cluster, cwd));
    status.push(await wallMs(process.execPath, [programs.cli, 'status'], cluster, cwd));
  }
  const peer = { unit: 'ms', against: 'node -e 0', theirs: median(bare), compare: 'difference' } as const;
  return [
    { what: 'devopsellence --help', ours: median(help), ...peer, target: 30 },
    { what: 'devopsellence status', ours: median(status), ...peer, target: 70 },
  ];
}

/** Memory and idle processor time of the agent with as many containers as run now. */
export async function measureAgent(cluster: Cluster, containers: number): Promise<Measurement[]> {
  const pid = cluster.agents[0]?.pid;
  if (pid === undefined) return [];
  const idleMs = 20_000;
  const share = await cpuShare(pid, idleMs);
  const alone = { against: '', theirs: 0, compare: 'value' } as const;
  return [
    { what: `agent with ${containers} containers, RSS`, unit: 'MB', ours: await rssMb(pid), ...alone, target: 65 },
    { what: `agent with ${containers} containers, idle`, unit: '% of a core', ours: share, ...alone, target: 0.3 },
  ];
}

async function wallMs(command: string, args: readonly string[], cluster: Cluster, cwd: string): Promise<number> {
  // With it, Node.js reads a bundle of certificates at every start, which hides what is measured.
  const { NODE_EXTRA_CA_CERTS: _unused, ...env } = process.env;
  const began = performance.now();
  await runFile(command, args, { cwd, env: { ...env, DEVOPSELLENCE_STATE_HOME: `${cluster.operator.home}/state` } });
  return performance.now() - began;
}
