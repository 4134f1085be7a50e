import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../harness/cluster.js';
import { type Registry, startRegistry } from '../harness/registry.js';
import { readStatus, serviceOn } from '../harness/status-document.js';

const CREDENTIALS = { username: 'puller', password: 'korrekt pferd batterie' };

describe('a registry that asks who you are', () => {
  let cluster: Cluster;
  let registry: Registry;
  let app: string;
  let pushed: string;

  const deploy = () => cluster.operator.run(['deploy'], { cwd: app });
  const docker = (...args: string[]) => cluster.machine('vm1').docker(args);

  function config(image: string): string {
    const command = '["sh", "-c", "trap \\"exit 0\\" TERM; while :; do sleep 3600 & wait; done"]';
    const service = `services:\n  job:\n    image: ${image}\n    args: ${command}\n`;
    return `schema_version: 1\norganization: acme\nproject: batch\nrollout: { stable_for: 0s }\n${service}`;
  }

  beforeAll(async () => {
    cluster = await startCluster({ machines: ['vm1'], images: ['busybox:1.36'] });
    registry = await startRegistry(cluster.network, { credentials: CREDENTIALS });
    pushed = await registry.push(cluster.machine('vm1'), 'busybox:1.36', 'acme/job:1');
    await docker('logout', registry.host);
    await docker('rmi', '--force', 'busybox:1.36');
    app = await cluster.operator.app('batch', { 'devopsellence.yml': config(`${registry.host}/acme/job:1`) });
    await cluster.operator.ok(['node', 'attach', 'vm1'], { cwd: app });
  });

  afterAll(async () => {
    await cluster?.dispose();
  });

  it('refuses the deploy without a credential, says what to type, and changes nothing', async () => {
    const refused = await deploy();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`${registry.host}/acme/job:1`);
    expect(refused.stderr).toContain(`devopsellence registry set`);
    expect(await docker('ps', '--all', '--quiet')).toBe('');
  });

  it('pulls with the credential that was set, by the digest that the tag had', async () => {
    const set = ['registry', 'set', '--host', registry.host, '--username', CREDENTIALS.username, '--password-stdin'];
    await cluster.operator.ok(set, { cwd: app, input: CREDENTIALS.password });
    const deployed = await deploy();
    expect(deployed.stderr + deployed.stdout).toContain('Settled');
    const job = serviceOn(await readStatus(cluster.operator, app), 'vm1', 'job');
    expect(job).toMatchObject({ state: 'running', image: `${registry.host}/acme/job:1` });
    expect(pushed.endsWith(job.image_digest)).toBe(true);
  });

  it('leaves the password nowhere on the node', async () => {
    const agent = cluster.agent('vm1');
    await expect(agent.machine.run('grep', ['-rlF', CREDENTIALS.password, agent.stateDir])).rejects.toThrow();
    expect(agent.log).not.toContain(CREDENTIALS.password);
    expect(
      await docker('inspect', serviceOn(await readStatus(cluster.operator, app), 'vm1', 'job').container),
    ).not.toContain(CREDENTIALS.password);
  });

  it('refuses an image that the registry does not have, and leaves what runs', async () => {
    const before = await docker('ps', '--quiet');
    await cluster.operator.app('batch', { 'devopsellence.yml': config(`${registry.host}/acme/job:none`) });
    const refused = await deploy();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('acme/job:none');
    expect(await docker('ps', '--quiet')).toBe(before);
  });
});
