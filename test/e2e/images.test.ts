import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, watch, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { eventually } from '../harness/eventually.js';
import { loadImages } from '../harness/images.js';
import type { Machine } from '../harness/machines.js';
import { isFullRun } from '../harness/seed.js';

const MEGABYTE = 1_000_000;
/** Of random bytes, so that packing gains nothing. */
const BASE_BYTES = (isFullRun ? 300 : 40) * MEGABYTE;
const NODES = ['vm1', 'vm2', 'vm3'] as const;

const CONFIG = JSON.stringify({
  schema_version: 1,
  organization: 'acme',
  project: 'large',
  rollout: { max_unavailable: 3, stable_for: '200ms', deadline: '5m' },
  services: {
    web: {
      command: ['sh', '-c', 'exec httpd -f -p 3000 -h /www'],
      ports: [{ name: 'http', port: 3000 }],
      healthcheck: { path: '/up', port: 3000, interval: '200ms' },
      stop_grace_period: '1s',
    },
  },
});

const DOCKERFILE = 'FROM busybox:1.36\nCOPY base /base\nCOPY www /www\n';

describe('an image that is in no registry', () => {
  let cluster: Cluster;
  let builder: Machine;
  let app: string;

  const env = () => ({ DOCKER_HOST: builder.dockerHost, DOCKER_CONFIG: builder.stateDir });
  const deploy = () => cluster.operator.json(['deploy'], { cwd: app, env: env() });

  /** Writes the large layer anew, and the small one. */
  async function write(text: string, { base = false } = {}): Promise<void> {
    app = await cluster.operator.app('large', {
      'devopsellence.yml': CONFIG,
      Dockerfile: DOCKERFILE,
      'www/up': text,
      'base/bytes': '',
    });
    if (base) large = randomBytes(BASE_BYTES);
    await writeFile(join(app, 'base/bytes'), large);
  }
  let large: Buffer = Buffer.alloc(0);

  /** Bytes that a machine has received on the network. */
  async function received(machine: Machine): Promise<number> {
    const table = await machine.run('cat', ['/proc/net/dev']);
    return Number(/eth0:\s*(\d+)/.exec(table)?.[1]);
  }

  const receivedByAll = () => Promise.all(NODES.map((name) => received(cluster.machine(name))));

  async function expectServed(text: string): Promise<void> {
    for (const name of NODES) {
      const all = await cluster.machine(name).docker(['ps', '-q']);
      const contents = await Promise.all(
        all.split('\n').map((id) => cluster.machine(name).docker(['exec', id, 'cat', '/www/up'])),
      );
      expect({ [name]: contents }).toEqual({ [name]: [text] });
    }
  }

  /** Kills control plane and deploy while the large layer is on its way; undefined when it was there already. */
  async function interruptedUpload(): Promise<number | undefined> {
    await write('three', { base: true });
    const { controlPlane, operator } = cluster;
    const incoming = join(controlPlane.dataDir, 'blobs/incoming');
    const changes = watch(incoming);
    const interrupted = operator.start(['deploy', '--json'], { cwd: app, env: env() });
    for await (const { filename } of changes) {
      if ((await sizeOf(join(incoming, filename ?? ''))) > 2 * MEGABYTE) break;
    }
    await controlPlane.kill();
    await interrupted.kill();
    const sizes = await Promise.all((await readdir(incoming)).map((name) => sizeOf(join(incoming, name))));
    await controlPlane.start();
    const left = Math.max(0, ...sizes);
    return left > MEGABYTE && left < BASE_BYTES ? left : undefined;
  }

  const sizeOf = (path: string) =>
    stat(path).then(
      ({ size }) => size,
      () => 0,
    );

  beforeAll(async () => {
    cluster = await startCluster({ machines: [...NODES] });
    [builder = cluster.machine('vm1')] = await cluster.network.addMachines(['builder']);
    await loadImages([builder], ['busybox:1.36']);
    await write('one', { base: true });
    for (const name of NODES) await cluster.operator.ok(['node', 'attach', name], { cwd: app });
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it('is built, uploaded and run on every node, under its name and no other', async () => {
    const result = await deploy();
    expect(result, cluster.log).toMatchObject({ ok: true, upload: { present_layers: 0, sent_layers: 3 } });
    await expectServed('one');
    for (const name of NODES) {
      const names = await cluster
        .machine(name)
        .docker(['images', '--digests', '--format', '{{.Repository}} {{.Digest}}']);
      const own = names.split('\n').filter((line) => /^(devopsellence|127\.0\.0\.1)/.test(line));
      expect(own).toEqual(['devopsellence/large <none>']);
    }
  });

  it('of which one small layer has changed costs that layer, up and down', async () => {
    const before = await receivedByAll();
    await write('two');
    const result = await deploy();
    expect(result, cluster.log).toMatchObject({ ok: true, upload: { layers: 3, present_layers: 2, sent_layers: 1 } });
    const { sent_bytes: sent } = result.upload as { readonly sent_bytes: number };
    const after = await receivedByAll();
    const down = after.map((bytes, index) => bytes - (before[index] ?? 0));
    console.log(`one small layer: ${sent} bytes up, ${down.join(', ')} bytes down`);
    expect(sent).toBeLessThan(0.1 * MEGABYTE);
    for (const bytes of down) expect(bytes).toBeLessThan(1.5 * MEGABYTE);
    await expectServed('two');
  });

  it('that has not changed costs nothing', async () => {
    const result = await deploy();
    expect(result).toMatchObject({ ok: true, unchanged: true });
    expect(result).not.toHaveProperty('upload');
  });

  it('whose upload is interrupted by the end of the control plane goes on where it was', async () => {
    const left = await eventually(interruptedUpload, { describe: 'an upload to be interrupted', timeoutMs: 200_000 });
    const result = await deploy();
    expect(result, cluster.log).toMatchObject({ ok: true, upload: { layers: 3 } });
    const { sent_bytes: sent } = result.upload as { readonly sent_bytes: number };
    console.log(`resumed: ${left} of ${BASE_BYTES} bytes were there, ${sent} were sent`);
    expect(sent).toBeLessThan(BASE_BYTES * 1.01 - left + 0.1 * MEGABYTE);
    await expectServed('three');
  });

  it('settles on a node whose agent is killed while it fetches', async () => {
    await write('four', { base: true });
    const victim = cluster.agent('vm2');
    const start = await received(victim.machine);
    const deploying = cluster.operator.start(['deploy', '--json'], { cwd: app, env: env() });
    await eventually(async () => (await received(victim.machine)) > start + 2 * MEGABYTE, {
      describe: 'the fetch to begin',
      timeoutMs: 120_000,
      intervalMs: 20,
    });
    await victim.kill();
    await victim.start();
    const { code } = await deploying.ended();
    expect(code, `${deploying.log}\n${cluster.log}`).toBe(0);
    await expectServed('four');
  });

  it('never passes through the memory of control plane or agents', async () => {
    const pids = [cluster.controlPlane.pid, ...NODES.map((name) => cluster.agent(name).pid)];
    const peaks = await Promise.all(
      pids.map(async (pid) => {
        const status = await readFile(`/proc/${pid}/status`, 'utf8');
        return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]) / 1024;
      }),
    );
    console.log(`peak memory: control plane, agents: ${peaks.map((peak) => `${Math.round(peak)} MiB`).join(', ')}`);
    for (const peak of peaks) expect(peak).toBeLessThan(isFullRun ? 300 : 220);
  });
});
