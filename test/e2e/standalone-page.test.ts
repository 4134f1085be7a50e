import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import type { Machine } from '../harness/machines.js';
import { httpServer, PAGE_IMAGES, publishPageImages } from '../harness/page-images.js';
import { PageShell } from '../harness/page-shell.js';
import { PublicRegistries } from '../harness/public-registries.js';
import {
  containerOf,
  containersOf,
  digestsOf,
  ownVariables,
  type StandaloneContainer,
} from '../harness/standalone-container.js';

const CONFIG = 'schema_version: 1\norganization: acme\nproject: odoo\nservices: {}\n';
const [MEILI_16, MEILI_18] = ['getmeili/meilisearch:v1.6', 'getmeili/meilisearch:v1.8'];
const ELASTIC = 'docker.elastic.co/elasticsearch/elasticsearch:8.11.0';

/** The lines of the page, typed as they stand there, in its order; the engine is asked what became of them. */
describe('the page about auxiliary services', () => {
  let cluster: Cluster;
  let registries: PublicRegistries;
  let shell: PageShell;
  let machine: Machine;
  let digests: ReadonlyMap<string, string>;

  const container = (service: string) => containerOf(machine, service);
  const variables = async (service: string) => ownVariables(machine, await container(service));
  const digest = async (service: string) => digestsOf(machine, await container(service));
  /** What a service answers to another one that asks for it by its name. */
  const asked = async (url: string) => {
    const { Id } = await container('redis');
    return machine.docker(['exec', Id, 'wget', '-q', '-O-', url]);
  };

  /** What is true of each container of a standalone service. */
  function expectService(found: StandaloneContainer, name: string): void {
    expect(found.State.Status).toBe('running');
    expect(found.HostConfig.RestartPolicy.Name).toBe('unless-stopped');
    expect(found.Config.Labels).toMatchObject({ 'oduflow.managed': 'true', 'oduflow.service': name });
    const networks = Object.entries(found.NetworkSettings.Networks);
    expect(networks).toHaveLength(1);
    expect(networks[0]?.[1].Aliases).toContain(name);
    expect(found.HostConfig.PortBindings ?? {}).toEqual({});
  }

  const rights = ({ HostConfig: { CapAdd, Privileged } }: StandaloneContainer) => ({
    added: (CapAdd ?? []).map((name) => name.replace(/^CAP_/, '')),
    privileged: Privileged,
  });

  beforeAll(async () => {
    cluster = await startCluster({ machines: ['vm1'] });
    machine = cluster.machine('vm1');
    registries = await PublicRegistries.start(cluster.network);
    await registries.trustedBy(machine);
    digests = await publishPageImages(registries, machine);
    const app = await cluster.operator.app('odoo', { 'devopsellence.yml': CONFIG });
    await cluster.operator.ok(['node', 'attach', 'vm1'], { cwd: app });
    shell = await PageShell.open(cluster.operator, app);
  });

  afterAll(() => cluster?.dispose());

  describe('Creating a Service', () => {
    it('Redis', async () => {
      await shell.ok('oduflow call create_service redis redis:7 6379');
      const redis = await container('redis');
      expectService(redis, 'redis');
      expect(await digest('redis')).toContain(digests.get('redis:7'));
      expect(await variables('redis')).toEqual([]);
      expect(rights(redis)).toEqual({ added: [], privileged: false });
    });

    it('Meilisearch with environment variables', async () => {
      await shell.ok(
        'oduflow call create_service meilisearch getmeili/meilisearch:v1.6 7700 "" "MEILI_MASTER_KEY=abc123,MEILI_ENV=production"',
      );
      expectService(await container('meilisearch'), 'meilisearch');
      expect(await digest('meilisearch')).toContain(digests.get(MEILI_16));
      expect(await variables('meilisearch')).toEqual(['MEILI_ENV=production', 'MEILI_MASTER_KEY=abc123']);
      expect(await asked('http://meilisearch:7700')).toBe('v1.6');
    });

    it('Elasticsearch', async () => {
      await shell.ok(
        'oduflow call create_service elasticsearch docker.elastic.co/elasticsearch/elasticsearch:8.11.0 9200 "" "discovery.type=single-node,ES_JAVA_OPTS=-Xms512m -Xmx512m"',
      );
      expectService(await container('elasticsearch'), 'elasticsearch');
      expect(await digest('elasticsearch')).toContain(digests.get(ELASTIC));
      expect(await variables('elasticsearch')).toEqual([
        'ES_JAVA_OPTS=-Xms512m -Xmx512m',
        'discovery.type=single-node',
      ]);
      expect(await asked('http://elasticsearch:9200')).toBe('8.11.0');
    });

    it('WireGuard VPN — needs NET_ADMIN to manage tun/iptables', async () => {
      await shell.ok(
        `oduflow call create_service '{"name":"vpn","image":"linuxserver/wireguard","port":51820,"net_admin":true}'`,
      );
      expectService(await container('vpn'), 'vpn');
      expect(await digest('vpn')).toContain(digests.get('linuxserver/wireguard'));
      expect(rights(await container('vpn'))).toEqual({ added: ['NET_ADMIN'], privileged: false });
    });
  });

  describe('Managing Services', () => {
    it('List all services with status, ports, URLs, and env vars', async () => {
      const listed = await shell.ok('oduflow call list_services');
      expect(listed).toMatch(/^redis +running .* 6379 .* redis:7/m);
      expect(listed).toMatch(/^meilisearch +running .* 7700 .*MEILI_MASTER_KEY=abc123/m);
      expect(listed).toMatch(/^elasticsearch +running .* 9200 .*ES_JAVA_OPTS=-Xms512m -Xmx512m/m);
      expect(listed).toMatch(/^vpn +running .* 51820/m);
    });

    it('Full state of a single service', async () => {
      const info = await shell.ok('oduflow call get_service_info redis');
      expect(info).toContain(digests.get('redis:7'));
      for (const fact of [/redis:7/, /6379/, /running for /, /restarts +0/, /preset +yes/]) {
        expect(info).toMatch(fact);
      }
    });

    it('View service logs', async () => {
      expect(await shell.ok('oduflow call get_service_logs redis 200')).toContain('Ready to accept connections');
    });

    it('Restart a service', async () => {
      const before = await container('redis');
      await shell.ok('oduflow call restart_service redis');
      const after = await container('redis');
      expectService(after, 'redis');
      expect(after.Id).toBe(before.Id);
      expect(after.State.StartedAt > before.State.StartedAt).toBe(true);
    });

    it('Update a service (pull latest image, recreate container with same settings)', async () => {
      const before = await container('meilisearch');
      expect(await shell.ok('oduflow call update_service meilisearch')).toContain('already up-to-date');
      expect(await container('meilisearch')).toEqual(before);

      const moved = await registries.publish(machine, MEILI_16, httpServer(7700, 'v1.6.1'));
      const updated = await shell.ok('oduflow call update_service meilisearch');
      expect(updated).toContain(moved);
      expect(updated).toContain(digests.get(MEILI_16));
      expectService(await container('meilisearch'), 'meilisearch');
      expect((await container('meilisearch')).Id).not.toBe(before.Id);
      expect(await digest('meilisearch')).toContain(moved);
      expect(await variables('meilisearch')).toEqual(['MEILI_ENV=production', 'MEILI_MASTER_KEY=abc123']);
      expect(await asked('http://meilisearch:7700')).toBe('v1.6.1');
    });

    it('Change environment variables on a running service (fully replaces existing env_vars)', async () => {
      const before = await container('meilisearch');
      await shell.ok(
        'oduflow call update_service meilisearch --env_vars "MEILI_MASTER_KEY=newkey,MEILI_ENV=production"',
      );
      const after = await container('meilisearch');
      expectService(after, 'meilisearch');
      expect(after.Id).not.toBe(before.Id);
      expect(after.Image).toBe(before.Image);
      expect(await variables('meilisearch')).toEqual(['MEILI_ENV=production', 'MEILI_MASTER_KEY=newkey']);
    });

    it('Change the image (tag) of a running service', async () => {
      await shell.ok('oduflow call update_service meilisearch --image getmeili/meilisearch:v1.8');
      expectService(await container('meilisearch'), 'meilisearch');
      expect(await digest('meilisearch')).toContain(digests.get(MEILI_18));
      expect(await variables('meilisearch')).toEqual(['MEILI_ENV=production', 'MEILI_MASTER_KEY=newkey']);
      expect(await asked('http://meilisearch:7700')).toBe('v1.8');
    });

    it('Toggle Linux capabilities / privileged mode on a running service (recreates it)', async () => {
      await shell.ok('oduflow call create_service wireguard linuxserver/wireguard 51820');
      const created = await container('wireguard');
      expect(rights(created)).toEqual({ added: [], privileged: false });

      await shell.ok('oduflow call update_service wireguard --net_admin true');
      const withNetAdmin = await container('wireguard');
      expect(withNetAdmin.Id).not.toBe(created.Id);
      expect(rights(withNetAdmin)).toEqual({ added: ['NET_ADMIN'], privileged: false });

      await shell.ok('oduflow call update_service wireguard --privileged true');
      expect(rights(await container('wireguard')).privileged).toBe(true);

      // Not on the page, but said there: what privileged implies is kept for when it is switched off.
      await shell.ok('oduflow call update_service wireguard --privileged false');
      expect(rights(await container('wireguard'))).toEqual({ added: ['NET_ADMIN'], privileged: false });
      expectService(await container('wireguard'), 'wireguard');
    });

    it('Delete a service', async () => {
      await shell.ok('oduflow call delete_service redis');
      expect(await containersOf(machine, 'redis')).toEqual([]);
    });

    it('Execute a command inside a service container', async () => {
      const deleted = await shell.type('oduflow call run_service_command redis "redis-cli ping"');
      expect(deleted.code).not.toBe(0);
      expect(deleted.stderr).toContain('redis');
      await shell.ok('oduflow call restore_service redis');
      expect(await shell.ok('oduflow call run_service_command redis "redis-cli ping"')).toBe('PONG\n');
    });
  });

  describe('Service Presets', () => {
    it('are saved of every service that was created', async () => {
      const presets = await shell.ok('oduflow call list_service_presets');
      for (const name of ['elasticsearch', 'meilisearch', 'redis', 'vpn', 'wireguard']) {
        expect(presets).toMatch(new RegExp(`^${name} `, 'm'));
      }
      expect(presets).toMatch(/^meilisearch .*getmeili\/meilisearch:v1\.8.*MEILI_MASTER_KEY=newkey/m);
    });

    it('bring a deleted service back, with all its settings and the current image of its tag', async () => {
      await shell.ok('oduflow call delete_service vpn');
      expect(await containersOf(machine, 'vpn')).toEqual([]);
      const image = PAGE_IMAGES['linuxserver/wireguard'];
      if (image === undefined) throw new Error('no image');
      const changes = [...(image.changes ?? []), 'LABEL build=2'];
      const moved = await registries.publish(machine, 'linuxserver/wireguard', { ...image, changes });
      await shell.ok('oduflow call restore_service vpn');
      expectService(await container('vpn'), 'vpn');
      expect(rights(await container('vpn'))).toEqual({ added: ['NET_ADMIN'], privileged: false });
      expect(await digest('vpn')).toContain(moved);
    });

    it('do not replace a service that runs', async () => {
      const before = await container('redis');
      const refused = await shell.type('oduflow call restore_service redis');
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('redis');
      expect(await container('redis')).toEqual(before);
    });

    it('are forgotten, and the service runs on', async () => {
      const before = await container('redis');
      await shell.ok('oduflow call delete_service_preset redis');
      expect(await shell.ok('oduflow call list_service_presets')).not.toMatch(/^redis /m);
      expect(await container('redis')).toEqual(before);
      await shell.ok('oduflow call delete_service redis');
      expect((await shell.type('oduflow call restore_service redis')).code).toBe(1);
    });
  });
});
