import { FAILURES } from '@devopsellence/core';
import { aDefinition, someTraits } from '@devopsellence/core/testing';
import { describe, expect, it } from 'vitest';
import { registryHost, spellings } from '../image-name.js';
import { readContainerLabels } from '../labels.js';
import { containerOptions } from './container-options.js';
import { parseEvent } from './docker-events.js';
import { engineFailure, registryFailure } from './docker-failure.js';
import { linesOf } from './docker-logs.js';
import { demultiplex, type Frame } from './multiplexed-stream.js';
import { PullProgress } from './pull-progress.js';

async function* each<T>(...values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  return values;
}

function frame(stream: number, text: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

describe('two streams in one', () => {
  it('come apart however they were cut', async () => {
    const whole = Buffer.concat([frame(1, 'out'), frame(2, 'err'), frame(1, '')]);
    for (const size of [1, 3, 8, 11, whole.length]) {
      const pieces: Buffer[] = [];
      for (let at = 0; at < whole.length; at += size) pieces.push(whole.subarray(at, at + size));
      const frames = await all(demultiplex(each(...pieces)));
      expect(frames.map(({ stderr, data }) => [stderr, data.toString()])).toEqual([
        [false, 'out'],
        [true, 'err'],
        [false, ''],
      ]);
    }
  });
});

describe('log lines', () => {
  const at = '2026-01-01T00:00:00.123456789Z';
  const piece = (text: string, stderr = false): Frame => ({ stderr, data: Buffer.from(`${at} ${text}`) });
  const read = async (...frames: readonly Frame[]) =>
    (await all(linesOf(each(...frames)))).map(({ stderr, line, atNs }) => [stderr, String(line), atNs]);
  const moment = BigInt(Date.parse('2026-01-01T00:00:00Z')) * 1_000_000n + 123_456_789n;

  it('have their moment, and no line end', async () => {
    expect(await read(piece('one\n'), piece('two\r\n', true), piece('\n'))).toEqual([
      [false, 'one', moment],
      [true, 'two', moment],
      [false, '', moment],
    ]);
  });

  it('that came in pieces are one line, each stream for itself', async () => {
    expect(await read(piece('one '), piece('err\n', true), piece('line\n'))).toEqual([
      [true, 'err', moment],
      [false, 'one line', moment],
    ]);
  });

  it('that never end are given at the end, and cut when they are too long', async () => {
    expect(await read(piece('no end'))).toEqual([[false, 'no end', moment]]);
    const long = await read(...Array.from({ length: 5 }, () => piece('x'.repeat(16 * 1024))));
    expect(long.map(([, line]) => String(line).length)).toEqual([64 * 1024, 16 * 1024]);
  });
});

describe('events', () => {
  const labels = { 'devopsellence.managed': 'true', 'devopsellence.node': 'node-1' };
  const event = (Type: string, Action: string, Attributes = {}) =>
    parseEvent(
      JSON.stringify({ Type, Action, timeNano: 1_700_000_000_123e6, Actor: { ID: 'c-1', Attributes } }),
      'node-1',
    );

  it('say what happened to containers of this node, and to no others', () => {
    const died = event('container', 'die', { ...labels, exitCode: '3' });
    expect(died).toEqual({ kind: 'containerExited', containerId: 'c-1', at: 1_700_000_000_123, exitCode: 3 });
    expect(event('container', 'die', { exitCode: '3' })).toBeNull();
    expect(event('container', 'die', { ...labels, 'devopsellence.node': 'node-2' })).toBeNull();
    expect(event('container', 'rename', labels)).toEqual({ kind: 'containerChanged', containerId: 'c-1' });
    expect(event('container', 'create', labels)).toBeNull();
  });

  it('say which networks, volumes and images changed', () => {
    const attached = event('network', 'connect', { container: 'c-2' });
    expect(attached).toEqual({ kind: 'networkAttached', networkId: 'c-1', containerId: 'c-2' });
    expect(event('network', 'destroy')).toEqual({ kind: 'networksChanged' });
    expect(event('volume', 'create')).toEqual({ kind: 'volumesChanged' });
    expect(event('image', 'pull')).toEqual({ kind: 'imagesChanged' });
    expect(event('daemon', 'reload')).toBeNull();
    expect(parseEvent('null', 'node-1')).toBeNull();
  });
});

describe('what a registry says', () => {
  it.each([
    ['dial tcp: lookup r.example.com: no such host', 'registry_unreachable'],
    ['no basic auth credentials', 'registry_auth_failed'],
    ['manifest unknown', 'image_not_found'],
  ])('%s → %s', (reason, code) => {
    expect(registryFailure('r.example.com/shop:1', reason)).toMatchObject({ code, reason });
  });

  it('tells where to renew a credential that is refused', () => {
    expect(registryFailure('r.example.com:5000/shop:1', 'unauthorized').nextActions).toEqual([
      'devopsellence registry set --host r.example.com:5000 --username USER --password-stdin',
    ]);
  });
});

describe('a disk that is full', () => {
  const reason = 'write /var/lib/docker/overlay2/x/link: no space left on device';

  it('says nothing against the container or the image that did not fit: it is tried on', () => {
    const failure = engineFailure('create container shop-web-1', new AbortController().signal, new Error(reason));
    expect(failure).toMatchObject({ code: 'storage_full', message: `cannot create container shop-web-1: ${reason}` });
    expect(registryFailure('r.example.com/shop:1', reason)).toMatchObject({ code: 'storage_full' });
    expect(FAILURES.storage_full).toBe('unavailable');
  });
});

describe('names of images', () => {
  it.each([
    ['redis', 'docker.io'],
    ['shop/app:1', 'docker.io'],
    ['ghcr.io/shop/app:1', 'ghcr.io'],
    ['localhost/app', 'localhost'],
    ['10.0.0.1:5000/app@sha256:1', '10.0.0.1:5000'],
  ])('%s is in the registry %s', (reference, host) => {
    expect(registryHost(reference)).toBe(host);
  });

  it('are known in all spellings of the public registry', () => {
    expect(spellings('redis')).toEqual([
      'redis',
      'docker.io/redis',
      'index.docker.io/redis',
      'library/redis',
      'docker.io/library/redis',
      'index.docker.io/library/redis',
    ]);
    expect(spellings('docker.io/library/redis')).toEqual(spellings('redis'));
    expect(spellings('shop/app')).toContain('docker.io/shop/app');
    expect(spellings('ghcr.io/shop/app')).toEqual(['ghcr.io/shop/app']);
  });
});

describe('the progress of a pull', () => {
  it('adds its layers up, says so seldom, and keeps why it failed', () => {
    const said: string[] = [];
    const progress = new PullProgress((detail) => said.push(detail));
    const layer = (id: string, current: number, total: number) =>
      `${JSON.stringify({ id, status: 'Downloading', progressDetail: { current, total } })}\r\n`;
    progress.read(layer('a', 1_000_000, 40_000_000));
    progress.read(layer('a', 1_100_000, 40_000_000));
    progress.read(layer('b', 11_000_000, 40_000_000).slice(0, 20));
    progress.read(layer('b', 11_000_000, 40_000_000).slice(20));
    progress.read('{"error":"no space left"}\n');
    expect(said).toEqual(['1.0 of 40 MB', '12 of 80 MB']);
    expect(progress.failure).toBe('no space left');
  });
});

describe('what Docker is told to create', () => {
  const definition = aDefinition({
    image: { reference: 'redis:7', digest: 'sha256:1', imageId: null },
    command: ['redis-server'],
    env: { A: '1' },
    volumes: [{ name: 'shop-data', target: '/data' }],
    resources: { memoryBytes: 256e6, cpus: 0.5 },
  });
  const identity = { environmentId: 'env-1', releaseId: 'r-1', service: 'redis', role: 'worker', hash: 'h-1' } as const;
  const container = {
    ...identity,
    isNamed: true,
    taskRun: null,
    dependsOn: [],
    name: 'shop-redis-1',
    network: 'shop',
    definition,
    secretEnv: { B: 'hush' },
  };

  it('of a task has no name on the network when it is to have none, no role, and says of which run it is', () => {
    const run = { ...container, service: 'release', isNamed: false, role: null, taskRun: 'run-1', hash: '' };
    const { Labels, NetworkingConfig } = containerOptions('node-1', run);
    expect(NetworkingConfig).toEqual({ EndpointsConfig: { shop: { Aliases: [] } } });
    expect(Labels).toMatchObject({ 'devopsellence.service': 'release', 'devopsellence.task-run': 'run-1' });
    expect(Object.keys(Labels ?? {})).not.toContain('devopsellence.role');
    expect(readContainerLabels(Labels ?? {})).toMatchObject({ service: 'release', taskRun: 'run-1' });
  });

  it('of a standalone service is restarted by the engine, and has its ports and rights on the node', () => {
    const standalone = someTraits({
      labels: { 'oduflow.service': 'redis', 'devopsellence.node': 'forged' },
      publishedPorts: [{ port: 51_820, protocol: 'udp' }],
      isNetAdmin: true,
    });
    const optionsOf = (traits: typeof standalone) =>
      containerOptions('node-1', { ...container, definition: { ...container.definition, standalone: traits } });
    expect(optionsOf(standalone)).toMatchObject({
      Labels: { 'oduflow.service': 'redis', 'devopsellence.node': 'node-1' },
      ExposedPorts: { '51820/udp': {} },
      NetworkingConfig: { EndpointsConfig: { shop: { Aliases: ['redis'] } } },
      HostConfig: {
        RestartPolicy: { Name: 'unless-stopped' },
        NetworkMode: 'shop',
        PortBindings: { '51820/udp': [{ HostPort: '51820' }] },
        CapAdd: ['NET_ADMIN'],
        Privileged: false,
      },
    });
    expect(readContainerLabels(optionsOf(standalone).Labels ?? {})).toMatchObject({ isStandalone: true });
    expect(readContainerLabels(containerOptions('node-1', container).Labels ?? {})).toMatchObject({
      isStandalone: false,
    });
    expect(optionsOf({ ...standalone, isPrivileged: true }).HostConfig).toMatchObject({ Privileged: true, CapAdd: [] });
    const onHost = optionsOf({ ...standalone, isHostNetwork: true });
    expect(onHost.HostConfig).toMatchObject({ NetworkMode: 'host' });
    expect(onHost.HostConfig).not.toHaveProperty('PortBindings');
    expect(onHost).not.toHaveProperty('NetworkingConfig');
  });

  it('is the definition, with its secrets in the environment and nowhere else', () => {
    const options = containerOptions('node-1', container);
    expect(options).toMatchObject({
      name: 'shop-redis-1',
      Image: 'redis@sha256:1',
      Cmd: ['redis-server'],
      Env: ['A=1', 'B=hush'],
      Labels: { 'devopsellence.node': 'node-1', 'devopsellence.hash': 'h-1', 'devopsellence.service': 'redis' },
      NetworkingConfig: { EndpointsConfig: { shop: { Aliases: ['redis'] } } },
      HostConfig: {
        RestartPolicy: { Name: 'no' },
        LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '5' } },
        Mounts: [{ Type: 'volume', Source: 'shop-data', Target: '/data' }],
        Memory: 256e6,
        NanoCpus: 5e8,
      },
    });
    expect(options).not.toHaveProperty('Entrypoint');
    expect(JSON.stringify({ ...options, Env: [] })).not.toContain('hush');
  });
});
