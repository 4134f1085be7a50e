import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../harness/command.js';
import { eventually } from '../harness/eventually.js';
import { loadImages } from '../harness/images.js';
import { createNetwork, type Machine, type Network } from '../harness/machines.js';
import { repository } from '../harness/paths.js';
import { startProcess } from '../harness/process.js';
import { startRegistry } from '../harness/registry.js';
import { requireMachines } from '../harness/requirements.js';

describe('machines', () => {
  let network: Network;
  let machines: [Machine, Machine, Machine];
  let imageIds: Map<string, string>;

  beforeAll(async () => {
    await requireMachines();
    network = await createNetwork();
    const started = Date.now();
    machines = (await network.addMachines(['vm1', 'vm2', 'vm3'])) as [Machine, Machine, Machine];
    console.log(`three machines were ready after ${Date.now() - started} ms`);
    const loading = Date.now();
    imageIds = await loadImages(machines, ['redis:7-alpine', 'busybox:1.36']);
    console.log(`images were loaded after ${Date.now() - loading} ms`);
  });

  afterAll(() => network?.dispose());

  test('have engines of their own, and the same images', async () => {
    const ids = await Promise.all(machines.map((machine) => machine.docker(['info', '--format', '{{.ID}} {{.Name}}'])));
    expect(new Set(ids).size).toBe(3);
    expect(ids[1]).toMatch(/ vm2$/);
    for (const machine of machines) {
      const id = await machine.docker(['image', 'inspect', '--format', '{{.Id}}', 'redis:7-alpine']);
      expect(id).toBe(imageIds.get('redis:7-alpine'));
    }
  });

  test('reach the containers of each other', async () => {
    const [vm1] = machines;
    for (const machine of machines) {
      await machine.docker(['run', '-d', '--name', 'redis', '-p', '6379:6379', 'redis:7-alpine']);
      await eventually(async () => (await ping(vm1, machine)) === 'PONG', { describe: `redis on ${machine.name}` });
    }
  });

  test('reach the test at the gateway, and it reaches them', async () => {
    const server = createServer((_, response) => response.end('hello')).listen(0, network.gateway);
    const address = await eventually(() => server.address() ?? undefined, { describe: 'the server to listen' });
    const { port } = address as { port: number };
    const url = `http://${network.gateway}:${port}/`;
    expect(await machines[0].docker(['run', '--rm', 'busybox:1.36', 'wget', '-qO-', url])).toBe('hello');
    expect(await machines[0].run('node', ['-e', `fetch('${url}').then(r => r.text()).then(console.log)`])).toBe(
      'hello',
    );
    server.close();
    expect(await run('redis-cli', ['-h', machines[1].address, 'ping']).catch(() => 'no redis-cli here')).toMatch(
      /PONG|no/,
    );
  });

  test('disconnect and connect', async () => {
    const [vm1, vm2] = machines;
    await vm2.disconnect();
    await expect(ping(vm1, vm2)).rejects.toThrow();
    expect(await vm2.docker(['exec', 'redis', 'redis-cli', 'ping'])).toBe('PONG');
    await vm2.connect();
    await eventually(async () => (await ping(vm1, vm2)) === 'PONG', { describe: 'vm2 to be back' });
  });

  test('keep volumes and addresses through a reboot, but no process', async () => {
    const [vm1, , vm3] = machines;
    await vm3.docker(['run', '--rm', '-v', 'kept:/data', 'busybox:1.36', 'sh', '-c', 'echo here > /data/file']);
    const program = vm3.start('node', [
      '-e',
      'console.log(JSON.stringify({ pid: process.pid })); setInterval(Boolean, 1e3)',
    ]);
    expect(await program.json((line) => 'pid' in line)).toEqual({ pid: program.pid });
    await vm3.reboot();
    expect(await program.ended()).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await vm3.docker(['run', '--rm', '-v', 'kept:/data', 'busybox:1.36', 'cat', '/data/file'])).toBe('here');
    expect(await vm3.docker(['ps', '--format', '{{.Names}}'])).toBe('');
    await vm3.docker(['start', 'redis']);
    await eventually(async () => (await ping(vm1, vm3)) === 'PONG', { describe: 'redis after the reboot' });
  });

  test('stop, crash and start their engine', async () => {
    const [vm1] = machines;
    const redis = async (): Promise<string> => vm1.docker(['inspect', '--format', '{{.State.Status}}', 'redis']);
    await vm1.docker(['update', '--restart', 'unless-stopped', 'redis']);
    await vm1.stopDocker();
    await expect(redis()).rejects.toThrow(/daemon/);
    await vm1.startDocker();
    await eventually(async () => (await redis()) === 'running', { describe: 'redis after the engine was stopped' });
    // After a crash the engine ends what still runs, takes that for a stop by hand, and honours only this policy.
    await vm1.docker(['update', '--restart', 'always', 'redis']);
    await vm1.killDocker();
    await expect(redis()).rejects.toThrow(/daemon/);
    await vm1.startDocker();
    await eventually(async () => (await redis()) === 'running', { describe: 'redis after the crash of the engine' });
  });

  test('are told at once about names and images that nobody has', async () => {
    const started = Date.now();
    const [vm1] = machines;
    for (const image of ['no/such:image', 'docker.elastic.co/no/such:1', 'registry.invalid/x:1']) {
      await expect(vm1.docker(['pull', image])).rejects.toThrow(/no such host/);
      await expect(vm1.docker(['manifest', 'inspect', image])).rejects.toThrow();
    }
    await vm1.docker(['network', 'create', 'app']);
    const lookup = vm1.docker(['run', '--rm', '--network', 'app', 'busybox:1.36', 'nslookup', 'redis']);
    await expect(lookup).rejects.toThrow(/NXDOMAIN|can't resolve|can't find/);
    await expect(vm1.run('node', ['-e', "require('dns').promises.lookup('redis.example')"])).rejects.toThrow(
      /ENOTFOUND/,
    );
    expect(Date.now() - started).toBeLessThan(5000);
  });

  test('pull by public name from a mirror, by digest, and with credentials', async () => {
    const [vm1] = machines;
    const registry = await startRegistry(network);
    const credentials = { username: 'ci', password: 'secret' };
    const guarded = await startRegistry(network, { port: 5001, credentials });
    const byDigest = await registry.push(vm1, 'busybox:1.36');
    const hidden = await guarded.push(vm1, 'busybox:1.36');
    const vm4 = await network.addMachine('vm4', { registryMirrors: [registry.url] });
    await vm4.docker(['pull', 'busybox:1.36']);
    await vm4.docker(['pull', byDigest]);
    expect(await vm4.docker(['image', 'inspect', '--format', '{{.Id}}', byDigest])).toBe(imageIds.get('busybox:1.36'));
    await expect(vm4.docker(['pull', hidden])).rejects.toThrow(/no basic auth credentials|unauthorized/);
    await guarded.login(vm4, credentials);
    await vm4.docker(['pull', hidden]);
  });
});

test('a network leaves nothing behind', async () => {
  const network = await createNetwork();
  const [vm1] = await network.addMachines(['vm1', 'vm2']);
  if (vm1 === undefined) throw new Error('no machine');
  await loadImages([vm1], ['busybox:1.36']);
  const container = await vm1.docker(['run', '-d', 'busybox:1.36', 'sleep', '1000']);
  const program = vm1.start('sleep', ['1000']);
  expect(await traces(network.name, container)).not.toEqual([]);
  await network.dispose();
  expect(program.running).toBe(false);
  expect(await traces(network.name, container)).toEqual([]);
});

test('a process that is killed leaves no machine running, and the next network removes the rest', async () => {
  const file = join(repository, '.cache', `killed-${process.pid}.mjs`);
  const contents = `import { createNetwork } from './machines.js';
    const network = await createNetwork();
    const machine = await network.addMachine('vm1');
    console.log(JSON.stringify({ network: network.name, sleep: machine.spawn('sleep', ['1000']).pid }));`;
  const stdin = { contents, resolveDir: join(repository, 'test/harness') };
  await build({ stdin, outfile: file, bundle: true, platform: 'node', format: 'esm' });

  const program = startProcess('node', [file]);
  const { network, sleep } = await program.json((line) => 'sleep' in line);
  await rm(file);
  const processes = async (): Promise<string[]> => [
    ...(await run('ps', ['-eo', 'args'])).split('\n').filter((line) => line.includes(String(network))),
    ...(existsSync(`/proc/${String(sleep)}`) ? ['sleep'] : []),
  ];
  expect(await processes()).not.toEqual([]);
  await program.kill();
  await eventually(async () => (await processes()).length === 0, { describe: 'the machine to end' });
  await (await createNetwork()).dispose();
  expect(await traces(String(network))).toEqual([]);
});

function ping(from: Machine, to: Machine): Promise<string> {
  const code = `const s = require('net').connect(6379, '${to.address}', () => s.write('PING\\r\\n'));
    s.setTimeout(1000, () => process.exit(1)); s.on('data', (d) => { console.log(String(d).trim().slice(1)); s.end(); })`;
  return from.run('node', ['-e', code]);
}

/** What the system shows of a network: interfaces, rules, mounts, processes, control groups, files. */
async function traces(network: string, ...more: string[]): Promise<string[]> {
  const listings = [
    ['ip', '-br', 'link'],
    ['iptables', '-S'],
    ['mount'],
    ['ps', '-eo', 'args'],
    ['find', '/sys/fs/cgroup', '-type', 'd', '-path', '*/dvt-*'],
    ['ls', tmpdir()],
  ];
  const outputs = await Promise.all(listings.map(([command = '', ...args]) => run(command, args)));
  const words = [network, network.replaceAll('-', '.'), ...more];
  return outputs.flatMap((output) => output.split('\n')).filter((line) => words.some((word) => line.includes(word)));
}
