import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient, LogEntry } from '../../client/control-plane-client.js';
import type { StandaloneService, SwitchService } from '../../client/standalone-client.js';
import { PRODUCTION } from '../../testing/builders.js';
import { cli, documentsIn, LOGGED_IN, NOW, shop } from '../../testing/cli.js';
import { streamOf } from '../../testing/fake-client.js';
import { aDeleted, aStandalone, DIGEST, someSettings } from '../../testing/standalone.js';

async function run(words: string, client: Partial<ControlPlaneClient>, stdin: readonly string[] = []) {
  return cli(words, { cwd: await shop(), env: LOGGED_IN, client, stdin, isTerminal: stdin.length > 0 });
}

const VPN = aStandalone({
  name: 'vpn',
  connection: 'offline',
  settings: someSettings({
    image: 'linuxserver/wireguard',
    port: 51_820,
    protocol: 'udp',
    isPublished: true,
    isNetAdmin: true,
    secretRefs: [{ name: 'KEY', secret: 'WG_KEY' }],
    volumes: [{ source: 'conf', target: '/config', isReadOnly: true }],
  }),
  status: null,
  hasPreset: false,
});
const SEARCH = aStandalone({
  name: 'search',
  settings: someSettings({ image: 'meili:1', port: 7700, hostname: 'search.example.com', env: { A: '1', B: 'x y' } }),
  operation: 'ann updates it since 12:00',
});

describe('service list', () => {
  const listed = (services: readonly StandaloneService[]) => ({ listServices: () => Promise.resolve(services) });

  it('shows how each is, how it is reached, and its variables', async () => {
    const { exitCode, stdout } = await run('service list', listed([aStandalone(), SEARCH, VPN]));
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        'NAME    STATE    READY  NODE    PORT       URL                                   IMAGE                  VARIABLES',
        'redis   running  yes    prod-1  6379       -                                     redis:7',
        'search  running  yes    prod-1  7700       https://search.example.com (pending)  meili:1                A=1, B=x y',
        'vpn     unknown  no     prod-1  51820/udp  prod-1:51820/udp                      linuxserver/wireguard  KEY=secret:WG_KEY',
        '',
      ].join('\n'),
    );
  });

  it('gives scripts all of it', async () => {
    const { stdout } = await run('service list --json', listed([SEARCH, VPN]));
    expect(documentsIn(stdout)).toMatchObject([
      {
        ok: true,
        ...PRODUCTION,
        services: [
          { name: 'search', state: 'running', url: 'https://search.example.com', env_vars: { A: '1', B: 'x y' } },
          { name: 'vpn', state: 'unknown', ready: false, url: null, publish: true, secrets: { KEY: 'WG_KEY' } },
        ],
      },
    ]);
  });

  it('says how to have one', async () => {
    expect((await run('service list', listed([]))).stdout).toContain('devopsellence service create redis redis:7 6379');
  });
});

describe('service info', () => {
  const found = (service: StandaloneService) => ({ getService: () => Promise.resolve(service) });

  it('shows how it is, how it is reached, and its settings', async () => {
    const { stdout } = await run('service info search', found(SEARCH));
    expect(stdout).toBe(
      [
        'search on prod-1 (online)',
        '  state       running for 1 hour',
        '  ready       yes',
        '  restarts    2',
        '  operation   ann updates it since 12:00',
        '  reached at  search:7700, from services of the environment on prod-1',
        '  url         https://search.example.com (pending: nothing on prod-1 serves hostnames)',
        '  image       meili:1',
        `  digest      ${DIGEST}`,
        '  port        7700/tcp',
        '  hostname    search.example.com',
        '  variables   A=1',
        '              B=x y',
        '  preset      yes',
        '  created     3 hours ago',
        '  updated     2 hours ago',
        '',
      ].join('\n'),
    );
  });

  it('shows what is given beyond that, and what is not known', async () => {
    const settings = someSettings({
      isHostMode: true,
      isPrivileged: true,
      command: ['sh', '-c', 'a b'],
      resources: { memoryBytes: 1024 ** 3, cpus: 0.5 },
      readiness: { check: { kind: 'tcp', port: 1 }, intervalMs: 1_000, timeoutMs: 500, retries: 3, startPeriodMs: 0 },
    });
    const { stdout } = await run('service info redis', found(aStandalone({ settings })));
    expect(stdout).toContain('  reached at  prod-1:6379, on the network of the node itself\n');
    expect(stdout).toContain(
      "  host mode   yes\n  privileged  yes\n  command     sh -c 'a b'\n  memory      1g\n  cpus        0.5\n" +
        '  readiness   tcp:1,interval=1s,timeout=500ms,start_period=0s,retries=3\n',
    );
    const vpn = await run('service info vpn', found(VPN));
    expect(vpn.stdout).toContain('vpn on prod-1 (offline)\n  state       unknown\n  ready       no\n');
    expect(vpn.stdout).toContain('  published   prod-1:51820/udp\n');
    expect(vpn.stdout).toContain('  variables   KEY=secret:WG_KEY\n  volumes     conf:/config:ro\n');
    expect(vpn.stdout).toContain('  capability  NET_ADMIN\n');
  });

  it('gives scripts what create takes back, and what is seen', async () => {
    const { stdout } = await run('service info vpn --json', found(VPN));
    expect(documentsIn(stdout)).toMatchObject([
      {
        ok: true,
        ...PRODUCTION,
        service: {
          name: 'vpn',
          image: 'linuxserver/wireguard',
          port: 51_820,
          hostname: null,
          env_vars: {},
          host_mode: false,
          volumes: [{ volume: 'conf', mount_path: '/config', mode: 'ro' }],
          cap_add: ['NET_ADMIN'],
          privileged: false,
          protocol: 'udp',
          publish: true,
          secrets: { KEY: 'WG_KEY' },
          command: [],
          resources: { memory_bytes: null, cpus: null },
          readiness: null,
          image_digest: DIGEST,
          url: null,
          ingress: null,
          node: 'prod-1',
          state: 'unknown',
          ready: false,
          restart_count: null,
          started_at: null,
          has_preset: false,
          operation: null,
          status: null,
          created_at: '2026-03-01T09:00:00.000Z',
          updated_at: '2026-03-01T10:00:00.000Z',
        },
      },
    ]);
    const redis = await run('service info redis --json', found(aStandalone()));
    expect(documentsIn(redis.stdout)).toMatchObject([
      { service: { restart_count: 2, started_at: '2026-03-01T11:00:00.000Z', status: { state: 'running' } } },
    ]);
  });

  it('shows a hostname as it is where something serves it', async () => {
    const service = { ...SEARCH, isHostnamePending: false };
    expect((await run('service info search', found(service))).stdout).toContain('https://search.example.com\n');
    const json = await run('service info search --json', found(service));
    expect(documentsIn(json.stdout)).toMatchObject([{ service: { ingress: 'served' } }]);
    const list = await run('service list', { listServices: () => Promise.resolve([service]) });
    expect(list.stdout).toContain('https://search.example.com  meili:1');
  });

  it('of one that is stopped, before its node has said so', async () => {
    const { stdout } = await run('service info redis', found(aStandalone({ isStopped: true, status: null })));
    expect(stdout).toContain('  state       stopped\n');
  });

  it('fails when there is none of the name', async () => {
    const failure = new AppError('not_found', { message: 'there is no standalone service redis' });
    const { exitCode, stderr } = await run('service info redis', { getService: () => Promise.reject(failure) });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Error: there is no standalone service redis');
  });
});

describe('service restart, stop and start', () => {
  it.each([
    ['restart redis --wait', 'restart', true, 'Restarted redis.\n', true],
    ['stop redis', 'stop', true, 'Stopped redis.\n', false],
    ['stop redis', 'stop', false, 'redis is stopped already: nothing was touched.\n', false],
    ['start redis', 'start', true, 'Started redis.\n', false],
    ['start redis', 'start', false, 'redis runs already: nothing was touched.\n', false],
  ] as const)('%s', async (words, action, isChanged, said, wait) => {
    const asked: SwitchService[] = [];
    const switchService = (request: SwitchService) => {
      asked.push(request);
      return Promise.resolve({ service: aStandalone(), isChanged });
    };
    const { exitCode, stdout } = await run(`service ${words}`, { switchService });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: said });
    expect(asked).toEqual([{ environment: PRODUCTION, name: 'redis', action, wait }]);
    const json = await run(`service ${words} --json`, { switchService });
    expect(documentsIn(json.stdout)).toMatchObject([{ ok: true, changed: isChanged, service: { name: 'redis' } }]);
  });
});

describe('service delete', () => {
  const deleting = (asked: unknown[], outcome = aDeleted()) => ({
    deleteService: (...call: unknown[]) => {
      asked.push(call);
      return Promise.resolve(outcome);
    },
  });

  it('needs a yes where nobody can be asked', async () => {
    const asked: unknown[] = [];
    const { exitCode, stderr } = await run('service delete redis', deleting(asked));
    expect({ exitCode, asked }).toEqual({ exitCode: 1, asked: [] });
    expect(stderr).toContain('--yes');
  });

  it('asks, and says what is lost', async () => {
    const asked: unknown[] = [];
    const refused = await run('service delete redis --with-volumes', deleting(asked), ['n\n']);
    expect(refused.stderr).toContain('Stop and remove redis, and its named volumes with all that is in them? [y/N]');
    expect(asked).toEqual([]);
    const agreed = await run('service delete redis', deleting(asked), ['y\n']);
    expect(agreed.stderr).toContain('Stop and remove redis; its volumes stay? [y/N]');
    expect(asked).toEqual([[{ environment: PRODUCTION, name: 'redis' }, false]]);
  });

  it('says what is left of it, and how it comes back', async () => {
    const asked: unknown[] = [];
    const outcome = aDeleted({ removedVolumes: ['shop-a'], keptVolumes: ['shop-b'] });
    const { stdout } = await run('service delete redis --with-volumes --yes', deleting(asked, outcome));
    expect(asked).toEqual([[{ environment: PRODUCTION, name: 'redis' }, true]]);
    expect(stdout).toBe(
      'Deleted redis on prod-1.\n  removed     volume shop-a\n  kept        volume shop-b\n' +
        '  preset      kept: devopsellence service restore redis\n',
    );
    const json = await run('service delete redis --yes --json', deleting(asked, outcome));
    expect(documentsIn(json.stdout)).toMatchObject([
      {
        ok: true,
        name: 'redis',
        node: 'prod-1',
        removed_volumes: ['shop-a'],
        kept_volumes: ['shop-b'],
        has_preset: true,
      },
    ]);
  });
});

describe('service logs', () => {
  const line: LogEntry = {
    kind: 'line',
    node: 'prod-1',
    service: 'redis',
    container: 'redis-1',
    stderr: false,
    at: NOW,
    line: Buffer.from('ready'),
  };

  it('asks for as many lines as are wanted', async () => {
    const asked: unknown[] = [];
    const logs = (request: unknown) => {
      asked.push(request);
      return streamOf(line);
    };
    const { exitCode, stdout } = await run('service logs redis 200 --since 10m', { logs });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('ready\n');
    await run('service logs redis', { logs });
    const request = { environment: PRODUCTION, service: 'redis', node: null, follow: false };
    expect(asked).toEqual([
      { ...request, lines: 200, sinceMs: 600_000 },
      { ...request, lines: 100, sinceMs: null },
    ]);
  });

  it.each(['0', 'all', '10001'])('refuses %s lines', async (lines) => {
    const { exitCode, stderr } = await run(`service logs redis ${lines}`, {});
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`N must be a number from 1 to 10000, not "${lines}"`);
  });
});

describe('service logs and exec', () => {
  it.each(['logs redis', 'exec redis -- true'])(
    '%s says where services are when there is none of the name',
    async (words) => {
      const failure = new AppError('not_found', {
        message: 'there is no service redis',
        nextActions: ['devopsellence deploy'],
      });
      const output = failing(failure);
      const { exitCode, stderr } = await run(`service ${words}`, {
        logs: () => output,
        exec: () => ({ output, send: () => Promise.resolve() }),
      });
      expect(exitCode).toBe(1);
      expect(stderr).toContain('Error: there is no service redis\nTry: devopsellence service list\n');
    },
  );
});

describe('service exec', () => {
  it('passes on what the command writes, and its exit code', async () => {
    const asked: unknown[] = [];
    const exec: ControlPlaneClient['exec'] = (request) => {
      asked.push(request);
      const output = streamOf(
        { kind: 'output', stderr: false, bytes: Buffer.from('PONG\n') } as const,
        { kind: 'exit', exitCode: 3 } as const,
      );
      return { output, send: () => Promise.resolve() };
    };
    const { exitCode, stdout } = await run('service exec redis --user nobody -- redis-cli ping', { exec });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: 'PONG\n' });
    expect(asked).toMatchObject([
      {
        environment: PRODUCTION,
        service: 'redis',
        node: null,
        command: ['redis-cli', 'ping'],
        user: 'nobody',
        tty: false,
      },
    ]);
  });
});

async function* failing(failure: AppError): AsyncGenerator<never> {
  yield* streamOf<never>();
  throw failure;
}
