import { OPERATOR } from '@devopsellence/protocol';
import type { ControlPlane } from '../../harness/control-plane.js';
import type { Operator } from '../../harness/operator.js';
import { cpuMs, cpuShare, rssMb } from '../process-cost.js';
import { type Measurement, median } from '../report.js';
import type { Agents, Received } from './agents.js';
import { ENVIRONMENT } from './enroll-fleet.js';
import { fleetApp } from './fleet-app.js';
import { sharedNow } from './identity.js';
import { latencies, quantile } from './latencies.js';
import type { OwnerCalls } from './owner-calls.js';
import { publishedAt } from './published-at.js';
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
const PUBLISHED_LIMIT_MS = 250;
const ARRIVED_LIMIT_MS = 1_000;
const DEPLOY_LIMIT_MS = 10_000;
const CPU_LIMIT_MS_PER_NODE = 0.6;

const QUANTILES = [
  ['p50', 0.5],
  ['p99', 0.99],
] as const;

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
 * A deploy of ten services that changes every node at once, in its parts: from the call until it is published (checked,
 * placed, recorded), and from there until each agent holds its document (written down for each node, composed, signed,
 * sent), which is what the raw broadcast of as many bytes is compared with, alternating. Documents arrive before the call
 * is answered, so that nothing later can be the start.
 */
export async function measurePush(fleet: Fleet): Promise<Measurement[]> {
  // The first deploy fills the database and the caches, and says how large a document is.
  const { bytes } = await deploy(fleet, 1);
  const raw = await RawBroadcast.start(fleet.folder, { watchers: fleet.size, bytes });
  const theirs: (readonly number[])[] = [];
  const ours: Deployed[] = [];
  try {
    for (let round = 2; round < 2 + ROUNDS; round += 1) {
      theirs.push(await raw.push());
      ours.push(await deploy(fleet, round));
    }
  } finally {
    await raw.stop();
  }
  return [...pushRows(fleet, { ours, theirs, bytes }), ...deployRows(fleet, ours)];
}

interface Pushes {
  readonly ours: readonly Deployed[];
  readonly theirs: readonly (readonly number[])[];
  readonly bytes: number;
}

function pushRows({ size }: Fleet, { ours, theirs, bytes }: Pushes): Measurement[] {
  const against = `raw broadcast of ${bytes} bytes`;
  return QUANTILES.map(([name, share]) => ({
    what: `published → at ${size} agents, ${name}`,
    unit: 'ms',
    ours: median(ours.map((deployed) => quantile(latencies(deployed.publishedAt, deployed.received), share))),
    against,
    theirs: median(theirs.map((values) => quantile(values, share))),
    compare: 'ratio',
    target: 1.15,
  }));
}

function deployRows({ size }: Fleet, ours: readonly Deployed[]): Measurement[] {
  const value = (what: string, of: (deployed: Deployed) => number, target: number): Measurement => ({
    what,
    unit: 'ms',
    ours: median(ours.map(of)),
    ...ALONE,
    target,
  });
  return [
    value(`deploy to ${size} nodes → published`, ({ beganAt, publishedAt: at }) => at - beganAt, PUBLISHED_LIMIT_MS),
    ...QUANTILES.map(([name, share]) =>
      value(
        `deploy → at ${size} agents, ${name}`,
        ({ beganAt, received }) => quantile(latencies(beganAt, received), share),
        ARRIVED_LIMIT_MS,
      ),
    ),
    value(`deploy to ${size} nodes → at all, processor time`, ({ cpu }) => cpu, size * CPU_LIMIT_MS_PER_NODE),
    value(`deploy to ${size} nodes, wall`, ({ wallMs }) => wallMs, DEPLOY_LIMIT_MS),
  ];
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

interface Deployed {
  readonly beganAt: number;
  readonly publishedAt: number;
  readonly received: Received;
  readonly bytes: number;
  /** Processor time of the control plane until all agents had their documents. */
  readonly cpu: number;
  readonly wallMs: number;
}

/** Over the wire, as the command does it: by its output nobody could tell the moment to the millisecond. */
async function deploy({ operator, owner, agents, size, controlPlane }: Fleet, round: number): Promise<Deployed> {
  const cwd = await operator.app('fleet', { 'devopsellence.yml': fleetApp(size, round) });
  const { spec } = await operator.json(['config', 'resolve'], { cwd });
  const pid = pidOf(controlPlane);
  const cpuBefore = await cpuMs(pid);
  const beganAt = sharedNow();
  const request = { environment: ENVIRONMENT, spec: JSON.stringify(spec), revision: `r${round}` };
  const { deploymentId } = await owner.call(OPERATOR.Deploy, { ...request, requestToken: `bench-${round}` });
  const received = await agents.received(round);
  const cpu = (await cpuMs(pid)) - cpuBefore;
  const end = await owner.last(OPERATOR.WatchDeployment, { deploymentId });
  const wallMs = sharedNow() - beganAt;
  if (end?.deployment?.state !== 'DEPLOYMENT_STATE_SETTLED') throw new Error(`it ended as ${JSON.stringify(end)}`);
  return {
    beganAt,
    publishedAt: await publishedAt(controlPlane, deploymentId),
    received,
    bytes: received.bytes,
    cpu,
    wallMs,
  };
}

function pidOf({ pid }: ControlPlane): number {
  if (pid === undefined) throw new Error('the control plane does not run');
  return pid;
}
