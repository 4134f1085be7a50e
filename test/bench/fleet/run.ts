import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane } from '../../harness/control-plane.js';
import { Operator } from '../../harness/operator.js';
import { formatTable, type Measurement } from '../report.js';
import { Agents } from './agents.js';
import { enrollFleet } from './enroll-fleet.js';
import { type Fleet, measureIdle, measurePush, measureRestart, measureStatus } from './measure-fleet.js';
import { OwnerCalls } from './owner-calls.js';

const RESULT_FILE = '.cache/bench-fleet.json';
const agentsWanted = Number(process.argv[2] ?? 1_000);

async function measureAll(fleet: Fleet): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  // Each part is told as soon as it is measured: a run takes minutes.
  for (const part of [measureIdle, measurePush, measureStatus, measureRestart]) {
    const measured = await part(fleet);
    measurements.push(...measured);
    console.error(machineLoad());
    console.error(formatTable(measured));
  }
  return measurements;
}

/** Whoever else works on the machine stretches what is measured in ms; processor time and ratios stay about the same. */
function machineLoad(): string {
  return `load of the machine: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`;
}

async function startFleet(folder: string): Promise<Fleet> {
  const controlPlane = new ControlPlane(join(folder, 'data'), '127.0.0.1');
  await controlPlane.start();
  const operator = new Operator(join(folder, 'home'));
  await mkdir(operator.home);
  await operator.ok(['login', controlPlane.operator, '--token', await controlPlane.ownerToken()]);
  const began = Date.now();
  const owner = await OwnerCalls.connect(controlPlane);
  const identities = await enrollFleet({ controlPlane, owner, folder: join(folder, 'nodes') }, agentsWanted);
  console.error(`${agentsWanted} nodes joined in ${((Date.now() - began) / 1_000).toFixed(1)} s`);
  const assignment = { kind: 'session', address: controlPlane.gateway, identities } as const;
  const agents = await Agents.start(join(folder, 'agents.json'), assignment);
  await agents.allOnline(1);
  return { folder, controlPlane, operator, owner, agents, size: agentsWanted };
}

const folder = await mkdtemp(join(tmpdir(), 'devopsellence-fleet-'));
let fleet: Fleet | null = null;
try {
  fleet = await startFleet(folder);
  const measurements = await measureAll(fleet);
  await mkdir('.cache', { recursive: true });
  await writeFile(RESULT_FILE, `${JSON.stringify(measurements, null, 2)}\n`);
  console.log(`${formatTable(measurements)}\n\nThe same as JSON: ${RESULT_FILE}`);
} finally {
  fleet?.owner.close();
  await fleet?.agents.stop();
  await fleet?.controlPlane.stop();
  await rm(folder, { recursive: true, force: true });
}
