import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dockerEngine, runAgent } from '@devopsellence/agent';
import { FakeGateway } from '@devopsellence/agent/testing';
import {
  containerName,
  DEFAULT_SETTINGS,
  type DesiredService,
  desiredStandalone,
  type ServiceStatus,
  type StandaloneSettings,
  volumeName,
} from '@devopsellence/core';
import { desiring, SLUG } from '@devopsellence/core/testing';
import { LogRing, systemClock } from '@devopsellence/runtime';
import { silentLogger } from '@devopsellence/runtime/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { loadImages } from '../harness/images.js';
import { createNetwork, type Machine, type Network } from '../harness/machines.js';
import { requireMachines } from '../harness/requirements.js';

const REFERENCE = 'busybox:1.36';
const LIVE = 'trap exit TERM; while :; do sleep 0.1; done';

interface Inspected {
  readonly Id: string;
  readonly RestartCount: number;
  readonly State: { readonly Status: string };
  readonly Config: { readonly Labels: Readonly<Record<string, string>> };
  readonly HostConfig: {
    readonly Privileged: boolean;
    readonly CapAdd: readonly string[] | null;
    readonly NetworkMode: string;
    readonly RestartPolicy: { readonly Name: string };
    readonly PortBindings: Readonly<Record<string, unknown>> | null;
  };
  readonly Mounts: readonly { readonly Name: string; readonly Destination: string; readonly RW: boolean }[];
}

describe('standalone services on a real engine', () => {
  let network: Network;
  let machine: Machine;
  let gateway: FakeGateway;
  let imageId: string;
  let revision = 0;
  let stop = new AbortController();
  let ended: Promise<void> = Promise.resolve();

  const stateDir = () => join(network.stateDir, 'agent');

  async function startAgent(): Promise<void> {
    stop = new AbortController();
    const credentials = await gateway.credentials('node-1');
    const engine = dockerEngine({ dockerHost: machine.dockerHost, nodeId: 'node-1' });
    const outside = { clock: systemClock, random: Math.random, logger: silentLogger, log: new LogRing() };
    const options = { stateDir: stateDir(), credentials, engine, metricsListen: null, ...outside };
    await new Promise<void>((resolve, reject) => {
      ended = runAgent({ ...options, onReady: () => resolve() }, stop.signal);
      ended.catch(reject);
    });
  }

  async function stopAgent(): Promise<void> {
    stop.abort();
    await ended;
  }

  function aService(settings: Partial<StandaloneSettings> = {}, script = LIVE, isStopped = false): DesiredService {
    const image = { reference: REFERENCE, digest: null, imageId };
    const all = { ...DEFAULT_SETTINGS, image: REFERENCE, port: 6379, command: ['sh', '-c', script], ...settings };
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const made = { name: 'redis', settings: all, image, slug: SLUG, secrets: [], isStopped, hasTraefik: false, hash };
    return { ...desiredStandalone(made), stopGraceMs: 1_000 };
  }

  const nameOf = ({ name, hash }: DesiredService) => containerName(SLUG, name, hash);

  function desire(...services: readonly DesiredService[]): void {
    revision += 1;
    const desiredState = desiring(services, { stableForMs: 500, deploymentId: `deployment-${revision}` });
    gateway.publish({ desiredState: { ...desiredState, revision }, secretValues: new Map() });
  }

  /** The service as it is reported of what is desired now, once it is so. */
  function reported(what: string, isSo: (status: ServiceStatus) => boolean): Promise<ServiceStatus> {
    return eventually(
      () => {
        const report = gateway.reports.at(-1);
        const [status] = report?.observedRevision === revision ? report.services : [];
        if (status === undefined || !isSo(status)) throw new Error(`it is ${JSON.stringify(status)}`);
        return status;
      },
      { describe: `a service that is ${what}` },
    );
  }

  const running = () => reported('running', ({ state, ready, settled }) => state === 'running' && ready && settled);

  async function inspect(name: string): Promise<Inspected> {
    const [found] = JSON.parse(await machine.docker(['inspect', name])) as readonly [Inspected];
    return found;
  }

  const containers = async () =>
    (await machine.docker(['ps', '--all', '--format', '{{.Names}} {{.State}}'])).split('\n').filter(Boolean).toSorted();

  beforeAll(async () => {
    await requireMachines();
    network = await createNetwork();
    machine = await network.addMachine('vm1');
    imageId = (await loadImages([machine], [REFERENCE])).get(REFERENCE) ?? '';
    gateway = await FakeGateway.start();
    await mkdir(stateDir(), { mode: 0o700 });
    await startAgent();
  });

  afterEach(async () => {
    desire();
    await eventually(async () => (await containers()).length === 0, { describe: 'no container' });
  });

  afterAll(async () => {
    await stopAgent();
    gateway?.stop();
    await network?.dispose();
  });

  it('have in the view of the engine what was asked for, and leave their volume when they are deleted', async () => {
    const volumes = [{ source: 'data', target: '/data', isReadOnly: true }] as const;
    const service = aService({ port: 51_820, protocol: 'udp', isPublished: true, isNetAdmin: true, volumes });
    desire(service);
    await running();
    const { Config, HostConfig, Mounts } = await inspect(nameOf(service));
    expect(Config.Labels).toMatchObject({ 'oduflow.managed': 'true', 'oduflow.service': 'redis' });
    expect(HostConfig).toMatchObject({
      Privileged: false,
      RestartPolicy: { Name: 'unless-stopped' },
      PortBindings: { '51820/udp': [{ HostPort: '51820' }] },
    });
    expect(HostConfig.CapAdd?.map((each) => each.replace(/^CAP_/, ''))).toEqual(['NET_ADMIN']);
    const volume = volumeName(SLUG, 'data');
    expect(Mounts).toMatchObject([{ Name: volume, Destination: '/data', RW: false }]);
    const privileged = aService({ isHostMode: true, isPrivileged: true, isNetAdmin: true, volumes });
    desire(privileged);
    // Whether the machine of the test may give all its rights away is not for the product to say: made so it is.
    const onHost = await eventually(() => inspect(nameOf(privileged)), { describe: 'a privileged container' });
    expect(onHost.HostConfig).toMatchObject({ Privileged: true, NetworkMode: 'host' });
    desire();
    await eventually(async () => (await containers()).length === 0, { describe: 'no container' });
    expect(await machine.docker(['volume', 'ls', '--quiet'])).toBe(volume);
  });

  it.each([
    { where: 'on the network of its environment', isHostMode: false },
    { where: 'in the network of the node', isHostMode: true },
  ])('are backing off while they crash again and again, and never ready: $where', async ({ isHostMode }) => {
    const looping = aService({ isHostMode }, 'exit 3');
    desire(looping);
    const status = await reported('failing', ({ failing, restarts }) => failing && restarts >= 3);
    expect(status).toMatchObject({ state: 'backing_off', ready: false, lastExit: { exitCode: 3 } });
    const since = gateway.reports.filter(({ observedRevision }) => observedRevision === revision);
    expect(since.flatMap(({ services }) => services.map(({ settled }) => settled))).not.toContain(true);
    const { RestartCount } = await inspect(nameOf(looping));
    expect(RestartCount).toBeGreaterThan(0);
  });

  it('go back to the old container when the new one exits at once, and stay with it', async () => {
    const old = aService();
    desire(old);
    await running();
    const { Id } = await inspect(nameOf(old));
    const next = aService({}, 'exit 3');
    desire(next);
    const status = await reported('served by the old one', ({ failing, ready }) => failing && ready);
    expect(status).toMatchObject({ container: nameOf(old), lastError: expect.stringContaining('exited with code 3') });
    desire(old);
    await running();
    await eventually(async () => (await containers()).length === 1, { describe: 'the old container alone' });
    expect((await inspect(nameOf(old))).Id).toBe(Id);
  });

  it('go back to the old container when the port of the new one is taken', async () => {
    await machine.docker([
      'run',
      '--detach',
      '--name',
      'stranger',
      '--publish',
      '7000:7000',
      REFERENCE,
      'sleep',
      '1000',
    ]);
    const old = aService({ isPublished: true });
    desire(old);
    await running();
    desire(aService({ isPublished: true, port: 7_000 }));
    const status = await reported('served by the old one', ({ failing, ready }) => failing && ready);
    expect(status).toMatchObject({
      container: nameOf(old),
      lastError: expect.stringContaining('port 7000 is taken on this machine'),
    });
    await machine.docker(['rm', '--force', 'stranger']);
  });

  it('stay stopped over a restart of agent and engine, and start again', async () => {
    desire(aService());
    await running();
    desire(aService({}, LIVE, true));
    const isStopped = ({ state, settled, failing }: ServiceStatus) => state === 'stopped' && settled && !failing;
    await reported('stopped', isStopped);
    const stopped = `${nameOf(aService())} exited`;
    // The engine tells of an exit a moment before it shows it.
    await eventually(async () => (await containers()).join() === stopped, { describe: 'one container, exited' });
    await stopAgent();
    await machine.stopDocker();
    await machine.startDocker();
    await startAgent();
    await reported('stopped', isStopped);
    expect(await containers()).toEqual([stopped]);
    desire(aService());
    expect(await running()).toMatchObject({ restarts: 0 });
  });

  it('run again after the engine was restarted, and have not failed by that', async () => {
    desire(aService());
    await running();
    await machine.stopDocker();
    await machine.startDocker();
    await eventually(async () => (await containers())[0]?.endsWith(' running'), { describe: 'the container runs' });
    expect(await running()).toMatchObject({ failing: false });
  });

  it.each([['rm', '--force'], ['stop', '--time=1'], ['kill']])('come back after docker %s', async (...by) => {
    const service = aService();
    desire(service);
    const { restarts } = await running();
    const before = (await inspect(nameOf(service))).Id;
    await machine.docker([...by, nameOf(service)]);
    await eventually(
      async () => {
        const { Id, State } = await inspect(nameOf(service));
        return State.Status === 'running' && (by[0] !== 'rm' || Id !== before);
      },
      { describe: `the container after docker ${by.join(' ')}` },
    );
    await reported('running again', (status) => status.ready && (by[0] === 'rm' || status.restarts > restarts));
  });

  it('are restarted in place when an operator asks for it, which is no crash', async () => {
    const service = aService();
    desire(service);
    const { environmentId } = await running();
    const before = await machine.docker(['inspect', '--format', '{{.Id}} {{.State.StartedAt}}', nameOf(service)]);
    const channel = gateway.openChannel(1, 1_000, { restartService: { environmentId, service: 'redis' } });
    for await (const { closed } of channel.frames) {
      if (!closed) continue;
      expect(closed.failure).toBeNull();
      break;
    }
    const after = await machine.docker(['inspect', '--format', '{{.Id}} {{.State.StartedAt}}', nameOf(service)]);
    expect(after.split(' ')[0]).toBe(before.split(' ')[0]);
    expect(after).not.toBe(before);
    expect(await running()).toMatchObject({ restarts: 0, lastExit: null });
  });
});
