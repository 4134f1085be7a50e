import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { eventually } from '../harness/eventually.js';
import { HttpLoad } from '../harness/http-load.js';
import type { Process } from '../harness/process.js';
import { isFullRun, randomOf, testSeed } from '../harness/seed.js';
import { loadShop } from '../harness/shop.js';

const SEED = testSeed(20_261_129);
const RESTARTS = isFullRun ? 8 : 2;

/**
 * Listens late, and behaves well when asked to end: it takes no new connection, finishes what it has begun, and closes
 * kept connections with an answer.
 */
const SERVE = `
const { MODE, VERSION } = process.env;
let isLeaving = false;
const server = require('node:http').createServer((request, answer) => {
  if (isLeaving) answer.setHeader('connection', 'close');
  answer.statusCode = MODE === 'never healthy' ? 503 : 200;
  setTimeout(() => answer.end(VERSION), Number(request.url.slice(1)) || 0);
});
server.keepAliveTimeout = 60_000;
setTimeout(() => server.listen(3000), 1_000);
if (MODE === 'crashing') setTimeout(() => process.exit(7), 4_000);
process.on('SIGTERM', () => {
  isLeaving = true;
  require('node:net').Server.prototype.close.call(server, () => process.exit(0));
  setTimeout(() => server.closeIdleConnections(), 2_000);
});`;

type Mode = 'good' | 'never healthy' | 'crashing';

interface Wanted {
  readonly mode?: Mode;
  readonly taskFails?: boolean;
}

/** A release task that takes a moment, in which requests are sent. */
const migrate = (exitCode: number) => `setTimeout(() => process.exit(${exitCode}), 2_000)`;

function config(version: string, { mode = 'good', taskFails = false }: Wanted): string {
  return JSON.stringify({
    schema_version: 1,
    organization: 'acme',
    project: 'load',
    rollout: { stable_for: '5s', deadline: '4m' },
    services: {
      web: {
        command: ['node', '-e', SERVE],
        env: { VERSION: version, MODE: mode },
        ports: [{ name: 'http', port: 3000 }],
        healthcheck: { path: '/', port: 3000, interval: '200ms', retries: 20 },
        stop_grace_period: '10s',
      },
    },
    tasks: { release: { service: 'web', command: ['node', '-e', migrate(taskFails ? 3 : 0)] } },
  });
}

describe(`a load of requests to a service by its name, from the environment's network (seed ${SEED})`, () => {
  const random = randomOf(SEED);
  let cluster: Cluster;
  let app: string;
  let versions = 0;
  let serving = '';

  const machine = () => cluster.machine('vm1');

  /** Containers of the web service that run. */
  async function webs(): Promise<readonly string[]> {
    const text = await machine().docker(['ps', '--quiet', '--filter', 'label=devopsellence.service=web']);
    return text.split('\n').filter((id) => id !== '');
  }

  async function network(): Promise<string> {
    const [id = ''] = await webs();
    return (await machine().docker(['inspect', '--format', '{{.HostConfig.NetworkMode}}', id])).trim();
  }

  async function startDeploy(wanted: Wanted): Promise<Process> {
    versions += 1;
    await cluster.operator.app('load', { 'devopsellence.yml': config(`v${versions}`, wanted) });
    return cluster.operator.start(['deploy', '--image', 'shop:1'], { cwd: app });
  }

  /** Expects that the deploy ends so, and that only the one container that is to serve is left. */
  async function expectEnd(deploy: Process, isGood: boolean): Promise<void> {
    const { code } = await deploy.ended();
    expect(code, `${deploy.log}\n${cluster.log}`).toBe(isGood ? 0 : 1);
    if (isGood) serving = `v${versions}`;
    await eventually(async () => (await webs()).length === 1, { describe: 'one web container to be left' });
  }

  /** Runs the phase under load; prints the figures, and expects that no request failed. */
  async function underLoad(phase: string, happens: () => Promise<void>): Promise<void> {
    const before = serving;
    const load = await HttpLoad.start(machine(), await network(), 'web');
    await happens();
    const { sent, failed, slowestMs, errors, answers } = await load.stop();
    process.stdout.write(`${phase}: ${sent} requests, ${failed} failed, the slowest took ${slowestMs} ms\n`);
    expect({ failed, errors }, cluster.log).toEqual({ failed: 0, errors: {} });
    expect(Object.keys(answers).toSorted()).toEqual([...new Set([before, serving])].toSorted());
    expect(sent).toBeGreaterThan(100);
  }

  /** Deploys a good release, and lets something happen so long after its container has been there. */
  async function deployWith(afterMs: number, happens: () => Promise<void>): Promise<void> {
    const deploy = await startDeploy({});
    await eventually(async () => (await webs()).length === 2, { describe: 'the new container', intervalMs: 20 });
    const due = Date.now() + afterMs;
    await eventually(() => Date.now() >= due, { describe: `${afterMs} ms to pass`, intervalMs: 10 });
    await happens();
    await expectEnd(deploy, true);
  }

  beforeAll(async () => {
    cluster = await startCluster({ machines: ['vm1'], images: ['node:20-alpine'] });
    await loadShop([machine()], 'shop:1');
    app = await cluster.operator.app('load', { 'devopsellence.yml': config('v0', {}) });
    await cluster.operator.ok(['node', 'attach', 'vm1'], { cwd: app });
    await expectEnd(await startDeploy({}), true);
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it.each([
    { phase: 'a good release', wanted: {}, isGood: true },
    { phase: 'a release that is never healthy', wanted: { mode: 'never healthy' }, isGood: false },
    { phase: 'a release that crashes 3 s after it was ready', wanted: { mode: 'crashing' }, isGood: false },
    { phase: 'a release whose task fails', wanted: { taskFails: true }, isGood: false },
  ] as const)('loses no request during $phase', async ({ phase, wanted, isGood }) => {
    await underLoad(phase, async () => expectEnd(await startDeploy(wanted), isGood));
  });

  it.each(Array.from({ length: RESTARTS }, (_, index) => index))(
    'loses no request when agent or control plane are killed in the middle of a replacement, time %i',
    async (index) => {
      const afterMs = Math.floor(random() * 5_000);
      const victim = index % 2 === 0 ? cluster.agent('vm1') : cluster.controlPlane;
      const phase = `${index % 2 === 0 ? 'agent' : 'control plane'} killed after ${afterMs} ms of a replacement`;
      await underLoad(phase, () =>
        deployWith(afterMs, async () => {
          await victim.kill();
          await victim.start();
        }),
      );
    },
  );
});
