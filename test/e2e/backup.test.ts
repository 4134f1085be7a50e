import { access, cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { run } from '../harness/command.js';
import { eventually } from '../harness/eventually.js';
import { programs } from '../harness/programs.js';
import { WebWatch } from '../harness/web-watch.js';

type Release = 'A' | 'B' | 'C';

const SCRIPT = 'mkdir -p /www && echo $RELEASE > /www/up && exec httpd -f -p 3000 -h /www';

function config(release: Release): string {
  return JSON.stringify({
    schema_version: 1,
    organization: 'acme',
    project: 'kept',
    rollout: { stable_for: '500ms' },
    services: {
      web: {
        image: 'busybox:1.36',
        command: ['sh', '-c', SCRIPT],
        env: { RELEASE: release },
        ports: [{ name: 'http', port: 3000 }],
        healthcheck: { path: '/up', port: 3000, interval: '200ms' },
        stop_grace_period: '1s',
      },
    },
  });
}

describe('a backup of a control plane whose nodes have gone on since', () => {
  let cluster: Cluster;
  let app: string;
  let backup: string;
  let backupPath: string;

  const deploy = async (release: Release) => {
    await cluster.operator.app('kept', { 'devopsellence.yml': config(release) });
    await cluster.operator.ok(['deploy'], { cwd: app });
  };
  const containers = () => cluster.machine('vm1').docker(['ps', '--quiet', '--no-trunc']);
  const served = async () => {
    const ids = (await containers()).split('\n');
    return Promise.all(ids.map((id) => cluster.machine('vm1').docker(['exec', id, 'cat', '/www/up'])));
  };
  const status = () => cluster.operator.ok(['status'], { cwd: app });
  const isOnline = async () => (await cluster.operator.run(['node', 'list'])).stdout.includes('online');

  beforeAll(async () => {
    cluster = await startCluster({ machines: ['vm1'], images: ['busybox:1.36'] });
    app = await cluster.operator.app('kept', { 'devopsellence.yml': config('A') });
    await cluster.operator.ok(['node', 'attach', 'vm1'], { cwd: app });
    await deploy('A');
    const made = await cluster.operator.json(['backup', 'create']);
    const { id, path } = made.backup as { readonly id: string; readonly path: string };
    [backup, backupPath] = [id, path];
    await deploy('B');
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it('is restored while the app serves, and the node keeps what it runs', async () => {
    const before = await containers();
    const pid = cluster.controlPlane.pid;
    const watching = await WebWatch.start(cluster.agent('vm1'));
    await cluster.operator.ok(['backup', 'restore', backup, '--yes']);
    await eventually(isOnline, { describe: 'vm1 is back' });
    await eventually(async () => (await status()).includes('held: the restored'), { describe: 'vm1 is held' });
    const { asked, gaps } = await watching.stop();
    expect(asked).toBeGreaterThan(0);
    expect(gaps).toEqual([]);
    expect(await containers()).toBe(before);
    expect(await served()).toEqual(['B']);
    expect(cluster.controlPlane.pid).toBe(pid);
  });

  it('lets the next deploy go on, without a gap', async () => {
    const watching = await WebWatch.start(cluster.agent('vm1'));
    await deploy('C');
    expect((await watching.stop()).gaps).toEqual([]);
    expect(await served()).toEqual(['C']);
    expect(await status()).not.toContain('held');
  });

  it('goes back to what it has when that is asked for, after a restart of the agent too', async () => {
    await cluster.operator.ok(['backup', 'restore', backup, '--yes']);
    await eventually(isOnline, { describe: 'vm1 is back' });
    await cluster.agent('vm1').stop();
    await cluster.agent('vm1').start();
    await eventually(async () => (await status()).includes('held: the restored'), { describe: 'vm1 is held' });
    expect(await served()).toEqual(['C']);
    await cluster.operator.ok(['apply'], { cwd: app });
    expect(await served()).toEqual(['A']);
  });

  it('and the master key are all that is needed when the machine is lost', async () => {
    await deploy('B');
    const { dataDir } = cluster.controlPlane;
    const elsewhere = join(cluster.network.stateDir, 'elsewhere');
    await cp(backupPath, join(elsewhere, 'backup'), { recursive: true });
    await cp(join(dataDir, 'master.key'), join(elsewhere, 'master.key'));
    await cluster.controlPlane.kill();
    await rm(dataDir, { recursive: true });
    await mkdir(dataDir, { mode: 0o700 });
    await cp(join(elsewhere, 'master.key'), join(dataDir, 'master.key'));
    await run(programs.controlPlane, ['restore', join(elsewhere, 'backup'), '--data-dir', dataDir]);
    await access(join(dataDir, 'authority.pem'));
    await cluster.controlPlane.start();
    await eventually(async () => (await status()).includes('held: the restored'), { describe: 'vm1 is held' });
    expect(await served()).toEqual(['B']);
    await deploy('C');
    expect(await served()).toEqual(['C']);
  });
});
