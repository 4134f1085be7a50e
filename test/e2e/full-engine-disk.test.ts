import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.js';
import { faultConfig } from '../harness/fault-app.js';
import { FaultCluster } from '../harness/fault-cluster.js';
import { startRegistry } from '../harness/registry.js';
import { SmallDisk } from '../harness/small-disk.js';
import { readStatus, serviceOn } from '../harness/status-document.js';
import { WebWatch } from '../harness/web-watch.js';

const DISK_MEGABYTES = 128;
const LAYER_BYTES = 16 * 1024 * 1024;

describe('guarantees 2, 5 and 6: the disk under the data of an engine is full', () => {
  let faults: FaultCluster;
  let disk: SmallDisk;

  beforeAll(async () => {
    faults = await FaultCluster.start({ machines: ['vm1', 'vm2'] });
    await faults.learn('B');
    await faults.learn('A');
    disk = await giveSmallDisk('vm1');
    await faults.expectUndisturbed('A');
  });

  afterAll(async () => {
    await faults?.dispose();
  });

  async function giveSmallDisk(name: string): Promise<SmallDisk> {
    const agent = faults.cluster.agent(name);
    const { machine } = agent;
    await agent.stop();
    await machine.powerOff();
    const small = await SmallDisk.under(join(machine.stateDir, 'docker'), DISK_MEGABYTES);
    await machine.powerOn();
    await agent.start();
    await faults.foreignRestarted(name);
    return small;
  }

  /** An image with a layer that does not compress, in a registry of its own; resolves to its name. */
  async function pushLargeImage(): Promise<string> {
    const { cluster } = faults;
    const { machine } = cluster.agent('vm2');
    const registry = await startRegistry(cluster.network);
    const folder = await cluster.operator.app('large', { Dockerfile: 'FROM busybox:1.36\nCOPY blob /blob\n' });
    await writeFile(join(folder, 'blob'), randomBytes(LAYER_BYTES));
    await machine.docker(['build', '--quiet', '--tag', 'large:1', folder]);
    await registry.push(machine, 'large:1', 'acme/large:1');
    return `${registry.host}/acme/large:1`;
  }

  const web = async () => serviceOn(await readStatus(faults.cluster.operator, faults.app), 'vm1', 'web');

  /** Lets a deploy run into the full disk and goes on when there is room; the web service is served throughout. */
  async function deployInto(config: string): Promise<void> {
    const { cluster, app } = faults;
    const watch = await WebWatch.start(cluster.agent('vm1'));
    await disk.fill();
    await cluster.operator.app('faults', { 'devopsellence.yml': config });
    const deploy = cluster.operator.start(['deploy', '--json'], { cwd: app });
    await eventually(
      async () => {
        const { services } = (await readStatus(cluster.operator, app)).nodes.find(({ name }) => name === 'vm1') ?? {};
        return services?.some(({ last_error }) => /no space left on device/.test(last_error)) === true;
      },
      { describe: 'status to say that there is no space left', timeoutMs: 60_000 },
    );
    expect((await web()).ready).toBe(true);
    await disk.makeRoom();
    const { code } = await deploy.ended();
    expect({ code, log: code === 0 ? '' : `${deploy.log}\n${cluster.log}` }).toEqual({ code: 0, log: '' });
    const { asked, gaps } = await watch.stop();
    expect(gaps).toEqual([]);
    expect(asked).toBeGreaterThan(0);
  }

  it('when containers are made: status says so, the old ones serve, and the deploy settles once there is room', async () => {
    await deployInto(faultConfig('B'));
    await faults.expectUndisturbed('B');
  });

  it('when an image is pulled: the same', async () => {
    const image = await pushLargeImage();
    const { services, ...config } = JSON.parse(faultConfig('B')) as { readonly services: Record<string, object> };
    await deployInto(JSON.stringify({ ...config, services: { ...services, web: { ...services.web, image } } }));
    expect(await web()).toMatchObject({ state: 'running', ready: true, image, last_error: '' });
    await faults.expectForeignIntact();
  });
});
