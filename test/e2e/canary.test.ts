import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Canary } from '../harness/canary.js';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { type InspectedContainer, readEngine } from '../harness/engine-objects.js';
import { eventually } from '../harness/eventually.js';
import { faultConfig, prepareFaultApp } from '../harness/fault-app.js';
import { startProcess } from '../harness/process.js';

/** Characters that differ between encodings, and a length that is no multiple of three. */
const CANARY = new Canary(`kanarie/+?&=~"${process.pid}-${Date.now()}-zwitschert"im%Stollen`);

describe('guarantee 7: a secret value is visible to the containers that reference it and to nobody else', () => {
  let cluster: Cluster;
  let app: string;
  /** All that the command has printed, to both outputs. */
  const printed: Record<string, string> = {};

  /** As people use it, telling as much as it can. */
  async function run(args: readonly string[], input?: string): Promise<void> {
    const { stdout, stderr } = await cluster.operator.run(args, {
      cwd: app,
      ...(input === undefined ? {} : { input }),
    });
    printed[`${Object.keys(printed).length} ${args.join(' ')}`] = stdout + stderr;
  }

  beforeAll(async () => {
    cluster = await startCluster({ machines: ['vm1', 'vm2'], images: ['busybox:1.36'] });
    app = await prepareFaultApp(cluster);
    // One that says its secret to the world and ends: what it wrote last is evidence, and goes through everything.
    const { services, ...config } = JSON.parse(faultConfig('A')) as { services: Record<string, object> };
    const leak = { image: 'busybox:1.36', command: ['sh', '-c', 'echo "loud: $LOUD" >&2; sleep 1; exit 7'] };
    const loud = { ...leak, secret_refs: [{ name: 'LOUD', secret: 'LOUD' }] };
    const text = JSON.stringify({ ...config, services: { ...services, loud } });
    await cluster.operator.app('faults', { 'devopsellence.yml': text });
    await run(['secret', 'set', 'PASSWORD', '--stdin'], `${CANARY.value}\n`);
    await run(['secret', 'set', 'LOUD', '--stdin'], `${CANARY.value}\n`);
    await run(['deploy', '--dry-run', '--json']);
    await run(['deploy', '--json']);
    await run(['secret', 'rotate-key', '--yes']);
    await cluster.operator.app('faults', { 'devopsellence.yml': faultConfig('B') });
    await run(['deploy']);
    for (const json of [[], ['--json']]) {
      for (const words of ['status', 'secret list', 'events', 'doctor', 'fleet status', 'node diagnose vm1']) {
        await run([...words.split(' '), ...json]);
      }
    }
    for (const node of ['vm1', 'vm2']) await run(['node', 'logs', node]);
    await run(['support', 'bundle', '--fleet', '--output', join(cluster.network.stateDir, 'bundle.tar.gz')]);
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  const containers = async (): Promise<readonly InspectedContainer[]> => {
    const engines = await Promise.all(cluster.agents.map(({ machine }) => readEngine(machine)));
    return engines.flatMap((engine) => engine.containers);
  };
  const serviceOf = ({ Config }: InspectedContainer) => Config.Labels?.['devopsellence.service'] ?? '';

  it('finds it where it is: the search works', async () => {
    const env = (await containers()).filter((container) => CANARY.formsIn(JSON.stringify(container)).length > 0);
    expect(env.map(serviceOf)).toEqual(['web', 'web']);
    const folder = join(cluster.network.stateDir, 'planted');
    await mkdir(folder);
    for (const encoding of ['utf8', 'base64', 'base64url', 'hex'] as const) {
      const said = Buffer.from(`x${CANARY.value}y`).toString(encoding);
      await writeFile(join(folder, encoding), `${'.'.repeat(65_530)}${said}`);
    }
    await writeFile(join(folder, 'url'), encodeURIComponent(CANARY.value));
    const { found } = await CANARY.inFiles(folder);
    expect(new Set(found.map((line) => line.slice(folder.length + 1, line.indexOf(': '))))).toEqual(
      new Set(['utf8', 'base64', 'base64url', 'hex', 'url']),
    );
    await rm(folder, { recursive: true });
    const speaker = startProcess(process.execPath, ['--eval', 'setInterval(() => undefined, 1000)', CANARY.value]);
    await eventually(async () => (await CANARY.inArguments()).length > 0, { describe: 'the arguments to be seen' });
    await speaker.kill();
  });

  it('is in no other container, no argument, no output and no log', async () => {
    const others = (await containers()).filter((container) => serviceOf(container) !== 'web');
    expect(others.length).toBeGreaterThan(3);
    expect(CANARY.in(Object.fromEntries(others.map((each) => [each.Name, JSON.stringify(each)])))).toEqual([]);
    expect(await CANARY.inArguments()).toEqual([]);
    expect(CANARY.in(printed)).toEqual([]);
    // What a container wrote last went this way, but for the secret in it.
    expect(Object.values(printed).join('')).toContain('loud: ');
    expect(Object.keys(printed).length).toBeGreaterThan(15);
    const { log } = cluster;
    expect(log).toContain('accepted a desired state');
    expect(CANARY.in({ log })).toEqual([]);
  });

  it('is in no file of control plane, agents and command: database and its write-ahead log, keys, state', async () => {
    const folders = [
      cluster.controlPlane.dataDir,
      cluster.operator.home,
      ...cluster.agents.map(({ stateDir }) => stateDir),
    ];
    for (const folder of folders) {
      const { found, searched } = await CANARY.inFiles(folder);
      expect({ folder, found }).toEqual({ folder, found: [] });
      expect(searched).toBeGreaterThan(0);
    }
    expect(await CANARY.inFiles(cluster.controlPlane.dataDir)).toMatchObject({ found: [] });
  });

  it('is not in a support bundle', async () => {
    const folder = join(cluster.network.stateDir, 'bundle');
    await mkdir(folder);
    await promisify(execFile)('tar', ['-xzf', join(cluster.network.stateDir, 'bundle.tar.gz'), '-C', folder]);
    const { found, searched } = await CANARY.inFiles(folder);
    expect(found).toEqual([]);
    expect(searched).toBeGreaterThan(5);
  });
});
