import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packagedPrograms } from '../harness/binaries.js';
import { eventually } from '../harness/eventually.js';
import { loadImages } from '../harness/images.js';
import { createNetwork, type Machine, type Network } from '../harness/machines.js';
import { Operator } from '../harness/operator.js';
import { repository } from '../harness/paths.js';
import { requireMachines } from '../harness/requirements.js';

const PACKAGING_MS = 900_000;
const CONTROL_PLANE = 'devopsellence-control-plane';
const AGENT = 'devopsellence-agent';
const AGENT_STATE = '/var/lib/devopsellence-agent';

const APP = `schema_version: 1
organization: acme
project: shop
services:
  web:
    image: busybox:1.36
    command: [sh, -c, "mkdir /www && echo up > /www/up && exec httpd -f -p 3000 -h /www"]
    ports: [{ name: http, port: 3000 }]
    healthcheck: { path: /up, port: 3000, interval: 200ms }
`;

describe('control plane and agent as containers', () => {
  let network: Network;
  let machine: Machine;
  let operator: Operator;
  let app: string;

  const docker = (...args: readonly string[]): Promise<string> => machine.docker(args, { timeout: 300_000 });
  const names = async (): Promise<string> => await docker('ps', '--format', '{{.ID}} {{.Names}}');
  const isOnline = async () => (await operator.ok(['node', 'list'])).includes('online');

  /** Builds the image of a program on the machine's engine, as the README of the images says. */
  const build = async (name: string, binary: string): Promise<void> => {
    const context = join(network.stateDir, name);
    await mkdir(context);
    await copyFile(binary, join(context, basename(binary)));
    const file = join(repository, 'deploy/docker', `${name.replace('devopsellence-', '')}.Dockerfile`);
    await docker('build', '--quiet', '--file', file, '--tag', name, context);
  };

  const startAgent = (): Promise<string> =>
    docker(
      ...['run', '--detach', '--name', AGENT, '--restart', 'unless-stopped', '--network', 'host'],
      ...['--volume', `${machine.socketPath}:/var/run/docker.sock`, '--volume', `${AGENT}:${AGENT_STATE}`, AGENT],
    );

  beforeAll(async () => {
    await requireMachines();
    const { agent, controlPlane } = await packagedPrograms();
    network = await createNetwork();
    machine = await network.addMachine('vm1');
    await loadImages([machine], ['debian:12-slim', 'busybox:1.36']);
    await build(CONTROL_PLANE, controlPlane);
    await build(AGENT, agent);
    operator = new Operator(join(network.stateDir, 'operator'));
    await mkdir(operator.home);
    app = await operator.app('shop', { 'devopsellence.yml': APP });
  }, PACKAGING_MS);

  afterAll(() => network?.dispose());

  test('a control plane serves, without rights, and hands out its token', async () => {
    await docker(
      ...['run', '--detach', '--name', CONTROL_PLANE, '--publish', '7443:7443', '--publish', '7444:7444'],
      ...['--volume', `${CONTROL_PLANE}:/var/lib/${CONTROL_PLANE}`, CONTROL_PLANE, '--advertise', machine.address],
    );
    const readToken = () => docker('exec', CONTROL_PLANE, 'cat', `/var/lib/${CONTROL_PLANE}/owner-token`);
    const token = await eventually(readToken, { describe: 'the owner token' });
    const logIn = async () => await operator.ok(['login', `${machine.address}:7443`, '--token', token]);
    expect(await eventually(logIn, { describe: 'the control plane to serve' })).toContain('(owner)');
    expect(await docker('exec', CONTROL_PLANE, 'id', '-u')).toBe('65532');
    expect(await docker('exec', CONTROL_PLANE, 'stat', '-c', '%a', `/var/lib/${CONTROL_PLANE}`)).toBe('700');
  });

  test('an agent joins and runs what is deployed', async () => {
    const { join_token: token } = await operator.json(['node', 'register', '--name', 'prod-1']);
    const file = join(network.stateDir, 'join-token');
    await writeFile(file, String(token), { mode: 0o600 });
    const words = `docker run --interactive --rm --network host --volume ${AGENT}:${AGENT_STATE} ${AGENT}`;
    const joining = `${words} join ${machine.address}:7443 --token-stdin --state-dir ${AGENT_STATE} < ${file}`;
    const env = { ...process.env, DOCKER_HOST: machine.dockerHost };
    expect(await machine.run('sh', ['-c', joining], { env })).toContain('joined as node prod-1');
    await startAgent();
    await eventually(isOnline, { describe: 'the agent to be online' });
    await operator.ok(['node', 'attach', 'prod-1'], { cwd: app });
    await operator.ok(['deploy'], { cwd: app });
    expect(await operator.ok(['status'], { cwd: app })).toMatch(/web +running/);
    expect(await operator.ok(['exec', 'web', '--', 'cat', '/www/up'], { cwd: app })).toBe('up\n');
  });

  test('both are replaced over their volumes, and nothing that runs is touched', async () => {
    const workloads = (listed: string) => listed.split('\n').filter((line) => !line.includes(' devopsellence-'));
    const before = workloads(await names());
    expect(before).toHaveLength(1);
    await docker('rm', '--force', AGENT);
    await docker('restart', CONTROL_PLANE);
    await startAgent();
    await eventually(isOnline, { describe: 'the agent to be online again' });
    const unchanged = await operator.json(['deploy'], { cwd: app });
    expect(unchanged).toMatchObject({ ok: true });
    expect(workloads(await names())).toEqual(before);
  });
});
