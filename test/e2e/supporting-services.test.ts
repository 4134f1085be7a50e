import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { httpGet } from '../harness/http-get.js';
import { type Registry, startRegistry } from '../harness/registry.js';
import { loadShop } from '../harness/shop.js';
import { readStatus, readyServices, serviceOn } from '../harness/status-document.js';

const NODES = ['prod-1', 'prod-2', 'prod-3'];
const SEARCH = 'registry.example.com/search:1.0';

const head = 'schema_version: 1\norganization: acme\nproject: shop\n';

const withRedis = `${head}
services:
  web:
    env:
      REDIS_URL: redis://redis:6379/0
    ports:
      - name: http
        port: 3000
    healthcheck:
      path: /up
      port: 3000
  redis:
    image: redis:7-alpine
    args:
      - redis-server
      - --appendonly
      - "yes"
    volumes:
      - source: redis_data
        target: /data
`;

const withMemcached = `${withRedis.replace('REDIS_URL', 'MEMCACHE_SERVERS: memcached:11211\n      REDIS_URL')}
  memcached:
    image: memcached:1.6-alpine
    args:
      - memcached
      - -m
      - "128"
`;

const withSearch = `${withMemcached.replace('REDIS_URL', 'SEARCH_URL: http://search:9200\n      REDIS_URL')}
  search:
    image: ${SEARCH}
    secret_refs:
      - name: SEARCH_PASSWORD
        secret: SEARCH_PASSWORD
`;

/** The page this product began with, command by command, on three machines. */
describe('supporting services beside the app', () => {
  let cluster: Cluster;
  let registry: Registry;
  let app: string;

  const write = (config: string) => cluster.operator.app('shop', { 'devopsellence.yml': config });
  const deploy = (image: string) => cluster.operator.ok(['deploy', '--image', image], { cwd: app });
  const status = () => readStatus(cluster.operator, app);
  const everywhere = (...services: string[]) =>
    NODES.flatMap((node) => services.map((service) => `${node}/${service}`)).sort();

  async function visits(node: string): Promise<number> {
    const { address } = serviceOn(await status(), node, 'web');
    const { body } = await httpGet(cluster.machine(node), `http://${address}:3000/`);
    return Number((JSON.parse(body) as { visits: number }).visits);
  }

  beforeAll(async () => {
    cluster = await startCluster({
      machines: NODES,
      images: ['redis:7-alpine', 'memcached:1.6-alpine', 'node:20-alpine', 'busybox:1.36'],
      machineOptions: { insecureRegistries: ['registry.example.com'] },
      labels: ['web'],
    });
    cluster.network.names.set('registry.example.com', cluster.network.gateway);
    registry = await startRegistry(cluster.network, { port: 80 });
    await loadShop(
      cluster.agents.map(({ machine }) => machine),
      'shop:1',
    );
    app = await write(withRedis);
    for (const node of NODES) await cluster.operator.ok(['node', 'attach', node], { cwd: app });
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it('refuses a deploy when no node has the label of a service, names the command that fixes it, and changes nothing', async () => {
    const refused = await cluster.operator.run(['deploy', '--image', 'shop:1'], { cwd: app });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('redis');
    expect(refused.stderr).toContain('worker');
    expect(refused.stderr).toMatch(/devopsellence node label (add|set) \S+ --labels/);
    expect((await status()).release).toBeFalsy();
    expect(await cluster.machine('prod-1').docker(['ps', '--all', '--quiet'])).toBe('');
  });

  it('deploys redis beside the app on three nodes after the labels were set', async () => {
    for (const node of NODES) await cluster.operator.ok(['node', 'label', 'set', node, '--labels', 'web,worker']);
    await deploy('shop:1');
    expect(readyServices(await status())).toEqual(everywhere('redis', 'web'));
    expect(await visits('prod-1')).toBe(1);
    expect(await visits('prod-1')).toBe(2);
    expect(await visits('prod-2')).toBe(1);
  });

  it('says that nothing changed when deployed again, and replaces nothing', async () => {
    const before = await status();
    const output = await deploy('shop:1');
    expect(output).toMatch(/unchanged|nothing to change|up to date/i);
    const containers = (document: typeof before) =>
      document.nodes.flatMap(({ services }) => services.map(({ container }) => container));
    expect(containers(await status())).toEqual(containers(before));
  });

  it('adds memcached, which the app reaches by name', async () => {
    await write(withMemcached);
    await deploy('shop:1');
    expect(readyServices(await status())).toEqual(everywhere('memcached', 'redis', 'web'));
    const { address } = serviceOn(await status(), 'prod-3', 'web');
    const { body } = await httpGet(cluster.machine('prod-3'), `http://${address}:3000/`);
    expect(JSON.parse(body)).toMatchObject({ cached: expect.stringContaining('offer') });
  });

  it('keeps the data of the named volume when redis is replaced', async () => {
    const counted = await visits('prod-1');
    const before = serviceOn(await status(), 'prod-1', 'redis').container;
    await write(withMemcached.replace('- --appendonly', '- --maxmemory\n      - 64mb\n      - --appendonly'));
    await deploy('shop:1');
    expect(serviceOn(await status(), 'prod-1', 'redis').container).not.toBe(before);
    expect(await visits('prod-1')).toBe(counted + 1);
  });

  it('refuses a missing secret by name, and gives a service-scoped one to its service only', async () => {
    const machine = cluster.machine('prod-1');
    await machine.docker(['tag', 'redis:7-alpine', 'search-source:1']);
    await registry.push(machine, 'search-source:1', 'search:1.0');
    await write(withSearch);
    const refused = await cluster.operator.run(['deploy', '--image', 'shop:1'], { cwd: app });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('SEARCH_PASSWORD');
    expect(refused.stderr).toContain('devopsellence secret set SEARCH_PASSWORD --service search --stdin');

    const set = ['secret', 'set', 'SEARCH_PASSWORD', '--service', 'search', '--stdin'];
    await cluster.operator.ok(set, { cwd: app, input: 'korrekt pferd\n' });
    await deploy('shop:1');
    expect(readyServices(await status())).toEqual(everywhere('memcached', 'redis', 'search', 'web'));
    const inSearch = await cluster.operator.ok(
      ['exec', 'search', '--node', 'prod-2', '--', 'sh', '-c', 'test -n "$SEARCH_PASSWORD" && echo "$SEARCH_PASSWORD"'],
      { cwd: app },
    );
    expect(inSearch.trim()).toBe('korrekt pferd');
    const elsewhere = await cluster.operator.run(
      ['exec', 'redis', '--node', 'prod-2', '--', 'sh', '-c', 'test -n "$SEARCH_PASSWORD" && echo "$SEARCH_PASSWORD"'],
      { cwd: app },
    );
    expect(elsewhere.code).not.toBe(0);
    expect(elsewhere.stdout).toBe('');
    expect(serviceOn(await status(), 'prod-1', 'search').image_digest).toMatch(/^sha256:/);
  });

  it('shows a label change as pending and applies it', async () => {
    await cluster.operator.ok(['node', 'label', 'set', 'prod-3', '--labels', 'web']);
    const pending = await status();
    expect(pending.pending_changes.join('\n')).toContain('prod-3');
    expect(serviceOn(pending, 'prod-3', 'redis').ready).toBe(true);
    await cluster.operator.ok(['node', 'label', 'add', 'prod-3', '--labels', 'worker']);
    expect((await status()).pending_changes).toEqual([]);
    await cluster.operator.ok(['node', 'label', 'remove', 'prod-1', '--labels', 'web']);
    await cluster.operator.ok(['apply'], { cwd: app });
    const applied = await status();
    expect(applied.pending_changes).toEqual([]);
    expect(readyServices(applied)).toEqual(
      everywhere('memcached', 'redis', 'search', 'web').filter((name) => name !== 'prod-1/web'),
    );
  });
});
