import { OPERATOR } from '@devopsellence/protocol';
import type { ControlPlane } from '../../harness/control-plane.js';
import type { Operator } from '../../harness/operator.js';
import { cpuShare, rssMb } from '../process-cost.js';
import { type Measurement, median } from '../report.js';
import type { Agents } from './agents.js';
import { ENVIRONMENT } from './enroll-fleet.js';
import { fleetApp } from './fleet-app.js';
import { sharedNow } from './identity.js';
import { latencies, quantile } from './latencies.js';
import type { OwnerCalls } from './owner-calls.js';
import { RawBroadcast } from './raw-broadcast.js';

/** A control plane, and as many agents as are measured, all online. */
export interface Fleet {
  readonly folder: string;
  readonly controlPlane: ControlPlane;
  readonly operator: Operator;
  readonly owner: OwnerCalls;
  readonly agents: Agents;
  readonly size: number;
}

const IDLE_MS = 20_000;
const ROUNDS = 5;
const STATUS_ROUNDS = 5;
/** Limits for ten thousand agents; fewer must cost less. */
const MEMORY_LIMIT_MB = 1_200;
const CPU_LIMIT_PERCENT = 25;
const STATUS_LIMIT_MS = 200;
const RETURN_LIMIT_MS = 45_000;

const ALONE = { against: '', theirs: 0, compare: 'value' } as const;

/** What it costs to hold connections that only send heartbeats. */
export async function measureIdle({ controlPlane, size }: Fleet): Promise<Measurement[]> {
  const pid = pidOf(controlPlane);
  const share = await cpuShare(pid, IDLE_MS);
  const what = `control plane with ${size} agents`;
  return [
    { what: `${what}, RSS`, unit: 'MB', ours: await rssMb(pid), ...ALONE, target: MEMORY_LIMIT_MB },
    { what: `${what}, idle`, unit: '% of a core', ours: share, ...ALONE, target: CPU_LIMIT_PERCENT },
  ];
}

/**
 * A deploy of ten services that changes every node at once: from the call until each agent holds its document, beside the
 * raw broadcast of as many bytes, alternating. Ours includes checking and recording the deployment, and composing and
 * signing a document for each node: documents arrive before the call is answered, so that nothing later can be the start.
 */
export async function measurePush(fleet: Fleet): Promise<Measurement[]> {
  // The first deploy fills the database and the caches, and says how large a document is.
  const { bytes } = await deploy(fleet, 1);
  const raw = await RawBroadcast.start(fleet.folder, { watchers: fleet.size, bytes });
  const [ours, theirs, walls]: [number[][], number[][], number[]] = [[], [], []];
  try {
    for (let round = 2; round < 2 + ROUNDS; round += 1) {
      theirs.push([...(await raw.push())]);
      const deployed = await deploy(fleet, round);
      ours.push([...deployed.latencies]);
      walls.push(deployed.wallMs);
    }
  } finally {
    await raw.stop();
  }
  const of = (rounds: readonly number[][], share: number) => median(rounds.map((values) => quantile(values, share)));
  const against = `raw broadcast of ${bytes} bytes`;
  const row = (name: string, share: number): Measurement => ({
    what: `deploy → at ${fleet.size} agents, ${name}`,
    unit: 'ms',
    ours: of(ours, share),
    against,
    theirs: of(theirs, share),
    compare: 'ratio',
    target: 1.15,
  });
  const wall = { what: `deploy to ${fleet.size} nodes, wall`, unit: 'ms', ours: median(walls), ...ALONE };
  return [row('p50', 0.5), row('p99', 0.99), { ...wall, target: 10_000 }];
}

/** What an operator waits for to see the whole fleet. */
export async function measureStatus({ operator, size }: Fleet): Promise<Measurement[]> {
  const walls: number[] = [];
  for (let round = 0; round < STATUS_ROUNDS; round += 1) {
    const began = sharedNow();
    await operator.ok(['fleet', 'status']);
    walls.push(sharedNow() - began);
  }
  return [
    { what: `fleet status of ${size}, wall`, unit: 'ms', ours: median(walls), ...ALONE, target: STATUS_LIMIT_MS },
  ];
}

/** kill -9 and a new start: until every agent is back. */
export async function measureRestart({ controlPlane, agents, size }: Fleet): Promise<Measurement[]> {
  await controlPlane.kill();
  const began = sharedNow();
  await controlPlane.start();
  const backMs = (await agents.allOnline(2)) - began;
  const what = `restart → all ${size} back`;
  const pid = pidOf(controlPlane);
  return [
    { what, unit: 'ms', ours: backMs, ...ALONE, target: RETURN_LIMIT_MS },
    { what: `${what}, RSS`, unit: 'MB', ours: await rssMb(pid), ...ALONE, target: MEMORY_LIMIT_MB },
  ];
}

/** Over the wire, as the command does it: by its output nobody could tell the moment to the millisecond. */
async function deploy({ operator, owner, agents, size }: Fleet, round: number) {
  const cwd = await operator.app('fleet', { 'devopsellence.yml': fleetApp(size, round) });
  const { spec } = await operator.json(['config', 'resolve'], { cwd });
  const began = sharedNow();
  const request = { environment: ENVIRONMENT, spec: JSON.stringify(spec), revision: `r${round}` };
  const { deploymentId } = await owner.call(OPERATOR.Deploy, { ...request, requestToken: `bench-${round}` });
  const received = await agents.received(round);
  const end = await owner.last(OPERATOR.WatchDeployment, { deploymentId });
  if (end?.deployment?.state !== 'DEPLOYMENT_STATE_SETTLED') throw new Error(`it ended as ${JSON.stringify(end)}`);
  return { bytes: received.bytes, latencies: latencies(began, received), wallMs: sharedNow() - began };
}

function pidOf({ pid }: ControlPlane): number {
  if (pid === undefined) throw new Error('the control plane does not run');
  return pid;
}
