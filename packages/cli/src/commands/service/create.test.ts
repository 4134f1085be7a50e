import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { CreateService } from '../../client/standalone-client.js';
import { PRODUCTION } from '../../testing/builders.js';
import { cli, documentsIn, folder, LOGGED_IN, SHOP_CONFIG, shop } from '../../testing/cli.js';
import { unavailable } from '../../testing/fake-client.js';
import { anOutcome, aStandalone, DIGEST, someSettings } from '../../testing/standalone.js';

async function run(words: string | readonly string[], { cwd, failure }: { cwd?: string; failure?: AppError } = {}) {
  const asked: CreateService[] = [];
  const result = await cli(words, {
    cwd: cwd ?? (await shop()),
    env: LOGGED_IN,
    client: {
      createService: (request) => {
        asked.push(request);
        const service = aStandalone({ name: request.name, settings: request.settings });
        return failure === undefined ? Promise.resolve(anOutcome({ service })) : Promise.reject(failure);
      },
    },
  });
  return { ...result, asked };
}

const CREATE = ['service', 'create', 'redis', 'redis:7'] as const;

describe('service create', () => {
  it('makes one with the settings of which nothing is said', async () => {
    const { exitCode, stdout, asked } = await run('service create redis redis:7 6379');
    expect(asked).toEqual([
      { environment: PRODUCTION, name: 'redis', settings: someSettings(), node: null, wait: false },
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        'Created redis on prod-1.',
        '  image       redis:7',
        `  digest      ${DIGEST}`,
        '  reached at  redis:6379, from services of the environment on prod-1',
        '  preset      saved',
        '',
      ].join('\n'),
    );
  });

  it('gives scripts the settings under the names under which they are given', async () => {
    const { stdout } = await run([...CREATE, '6379', 'redis.example.com', 'A=1', '--secret', 'B=PASSWORD', '--json']);
    expect(documentsIn(stdout)).toMatchObject([
      {
        ok: true,
        ...PRODUCTION,
        changed: true,
        image_updated: false,
        config_updated: false,
        old_digest: null,
        new_digest: DIGEST,
        service: {
          name: 'redis',
          image: 'redis:7',
          port: 6379,
          hostname: 'redis.example.com',
          url: 'https://redis.example.com',
          ingress: 'pending',
          env_vars: { A: '1' },
          secrets: { B: 'PASSWORD' },
          host_mode: false,
          volumes: [],
          cap_add: [],
          privileged: false,
        },
      },
    ]);
  });

  it('takes every setting', async () => {
    const cwd = await folder({
      'devopsellence.yml': SHOP_CONFIG,
      vars: '# a comment\n\nC=from file\nD="quoted" = x\n',
    });
    const words = ['service', 'create', 'vpn', 'linuxserver/wireguard', '51820', 'VPN.example.com', 'A=1,B=x,y'];
    const options = [
      ...[
        '--port',
        '51820/udp',
        '--publish',
        '--env',
        'C=1,2',
        '--env',
        'E=',
        '--env-file',
        'vars',
        '--env',
        'staging',
      ],
      ...['--volume', 'conf:/config', '--volume', 'keys:/keys:ro', '--net-admin', '--privileged=false'],
      ...['--command', "sh -c 'exec wg'", '--secret', 'KEY=WG_KEY', '--memory', '256m', '--cpus', '0.5'],
      ...['--readiness', 'command:wg show,interval=1s', '--node', 'prod-2', '--wait'],
    ];
    const { asked, stderr } = await run([...words, ...options], { cwd });
    expect(stderr).toBe('Creating vpn: it is checked, linuxserver/wireguard is pulled, then it is started.\n');
    expect(asked).toEqual([
      {
        environment: { ...PRODUCTION, environment: 'staging' },
        name: 'vpn',
        node: 'prod-2',
        wait: true,
        settings: {
          image: 'linuxserver/wireguard',
          port: 51_820,
          protocol: 'udp',
          isPublished: true,
          hostname: 'vpn.example.com',
          env: { A: '1', B: 'x,y', C: '1,2', D: '"quoted" = x', E: '' },
          secretRefs: [{ name: 'KEY', secret: 'WG_KEY' }],
          isHostMode: false,
          volumes: [
            { source: 'conf', target: '/config', isReadOnly: false },
            { source: 'keys', target: '/keys', isReadOnly: true },
          ],
          isPrivileged: false,
          isNetAdmin: true,
          command: ['sh', '-c', 'exec wg'],
          resources: { memoryBytes: 256 * 1024 ** 2, cpus: 0.5 },
          readiness: {
            check: { kind: 'command', command: ['wg', 'show'] },
            intervalMs: 1_000,
            timeoutMs: 2_000,
            retries: 3,
            startPeriodMs: 1_000,
          },
        },
      },
    ]);
  });

  it.each([
    [['51820/udp'], { port: 51_820, protocol: 'udp' }],
    [['--port', '51820/udp'], { port: 51_820, protocol: 'udp' }],
    [['51820', '--port', '51820/udp'], { port: 51_820, protocol: 'udp' }],
    [['51820/udp', '--port', '51820'], { port: 51_820, protocol: 'udp' }],
    [['6379', '', 'A=1'], { hostname: null, env: { A: '1' } }],
    [['6379', '', '', '--host-mode'], { env: {}, isHostMode: true }],
    [['6379', '--env', ''], { env: {} }],
    [['6379', '--readiness', 'tcp'], { readiness: expect.objectContaining({ check: { kind: 'tcp', port: 6379 } }) }],
    [['6379', '--cpus', '2'], { resources: { memoryBytes: null, cpus: 2 } }],
  ])('%j', async (words, settings) => {
    expect((await run([...CREATE, ...words])).asked).toMatchObject([{ settings }]);
  });

  it.each([
    [['6379', '--port', '6380'], 'PORT and --port say different things'],
    [['6379/tcp', '--port', '6379/udp'], 'PORT and --port say different things'],
    [[], 'PORT is missing'],
    [['0'], 'PORT must be a number from 1 to 65535, not "0"'],
    [['6379/sctp'], 'PORT must be a number from 1 to 65535'],
    [['--port', 'http'], '--port must be a number from 1 to 65535, not "http"'],
    [['6379', 'http://a.b'], 'hostname must be a host name'],
    [['6379', 'a.b', '--hostname', 'c.d'], 'HOSTNAME and --hostname say different things'],
    [['6379', '', 'A'], 'env_vars has a part without "="'],
    [['6379', '', 'A=1', '--env', 'A=2'], '--env sets A a second time'],
    [['6379', '--env', '2A=x'], 'env has a wrong name "2A"'],
    [['6379', '--env', 'A=1', '--env', ''], "--env '' clears, so nothing else can be given with it"],
    [['6379', '--env', 'staging', '--env', 'production'], '--env needs NAME=VALUE, or the name of one environment'],
    [['6379', '--env-file', 'no-such-file'], 'cannot read no-such-file'],
    [['6379', '--volume', '/srv/data:/data'], 'must be the name of a volume'],
    [['6379', '--volume', 'a:/data', '--volume', 'b:/data'], 'volumes mount two volumes at /data'],
    [['6379', '--volume', 'a:/data:rx'], '"rx" is neither ro nor rw'],
    [['6379', '--privileged', 'on'], '--privileged must be true or false, not "on"'],
    [['6379', '--command', "sh -c 'a"], 'command has a quote or a backslash that nothing ends'],
    [['6379', '--secret', 'PASSWORD'], '--secret needs ENV=NAME'],
    [['6379', '--secret', 'A=B', '--env', 'A=1'], 'A is a variable and a secret at once'],
    [['6379', '--memory', 'much'], '--memory must be an amount of memory, not "much"'],
    [['6379', '--cpus', 'half'], '--cpus must be a number of processors, not "half"'],
    [['6379', '--readiness', 'ping'], 'readiness is no check'],
  ])('%j is refused before anything is asked', async (words, message) => {
    const { exitCode, stdout, stderr, asked } = await run([...CREATE, ...words]);
    expect({ exitCode, stdout, asked }).toEqual({ exitCode: 2, stdout: '', asked: [] });
    expect(stderr).toContain(message);
    expect(stderr).toContain('Try: devopsellence service create --help');
  });

  it.each([
    ['my redis', 'redis:7', 'name must be 1 to 63 letters'],
    ['redis', 'https://redis', 'image must be an image reference'],
  ])('%s of %s is refused before anything is asked', async (name, image, message) => {
    const { exitCode, stderr, asked } = await run(['service', 'create', name, image, '6379']);
    expect({ exitCode, asked }).toEqual({ exitCode: 2, asked: [] });
    expect(stderr).toContain(message);
  });

  it('shows no value that may be a secret when it is refused', async () => {
    const secret = 'correct-horse-battery';
    const cwd = await folder({ 'devopsellence.yml': SHOP_CONFIG, bad: `A=1\n${secret}\n`, name: `${secret} x=1\n` });
    const lines = [
      ['--env', secret.toUpperCase()],
      ['--secret', `PASSWORD=${secret}!`],
      ['--env-file', 'bad'],
      ['--env-file', 'name'],
      [`--evn=PASSWORD=${secret}`],
      ['', secret],
      [`PASSWORD=${secret}`],
      ['--port', `PASSWORD=${secret}`],
    ];
    for (const words of lines) {
      const { exitCode, stderr } = await run([...CREATE, '6379', ...words], { cwd });
      expect(exitCode).toBe(2);
      expect(stderr.toLowerCase()).not.toContain('horse');
    }
    expect((await run([...CREATE, '6379', '--env-file', 'bad'], { cwd })).stderr).toContain('line 2 of bad has no "="');
  });

  it('is refused as the control plane says', async () => {
    const failure = new AppError('port_in_use', {
      message: 'port 6379/tcp of prod-1 is taken by the container web-1',
      nextActions: ['devopsellence service create redis redis:7 6380'],
    });
    const { exitCode, stderr } = await run('service create redis redis:7 6379 --publish', { failure });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Error: port 6379/tcp of prod-1 is taken');
    expect(stderr).not.toContain('service info');
  });

  it('says how to see what became of it, where nobody heard', async () => {
    const lost = await run('service create redis redis:7 6379', { failure: unavailable() });
    expect(lost.exitCode).toBe(1);
    expect(lost.stderr).toContain('Error: the control plane at cp:7443 does not answer\n');
    expect(lost.stderr).toContain('Try: devopsellence service info redis\n');
    const failure = new AppError('cancelled', { message: 'interrupted' });
    const { stderr } = await run('service create redis redis:7 6379', { failure });
    expect(stderr).toContain('stopped waiting for service redis; what was asked for may go on\n');
    expect(stderr).toContain('Try: devopsellence service info redis\n');
  });
});
