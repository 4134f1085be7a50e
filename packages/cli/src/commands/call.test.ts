import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import { PRODUCTION } from '../testing/builders.js';
import { cli, documentsIn, LOGGED_IN, shop } from '../testing/cli.js';
import { recordingClient } from '../testing/recording-client.js';
import { DIGEST, someSettings } from '../testing/standalone.js';

/** Runs a line as a shell would hand it over, logged in, in the folder of the app. */
async function calling(line: readonly string[], client: Partial<ControlPlaneClient> = {}, programName = 'oduflow') {
  return cli(line, { cwd: await shop(), env: LOGGED_IN, client, programName });
}

const AT = { environment: PRODUCTION };
const REDIS = { ...AT, name: 'redis' };

/** Every command of the page that standalone services come from, and what the control plane is asked. */
const PAGE: readonly (readonly [line: readonly string[], asked: readonly unknown[]])[] = [
  [
    ['create_service', 'redis', 'redis:7', '6379'],
    ['createService', { ...REDIS, settings: someSettings(), node: null, wait: false }],
  ],
  [
    [
      'create_service',
      'meilisearch',
      'getmeili/meilisearch:v1.6',
      '7700',
      '',
      'MEILI_MASTER_KEY=abc123,MEILI_ENV=production',
    ],
    [
      'createService',
      {
        ...AT,
        name: 'meilisearch',
        settings: someSettings({
          image: 'getmeili/meilisearch:v1.6',
          port: 7700,
          env: { MEILI_MASTER_KEY: 'abc123', MEILI_ENV: 'production' },
        }),
        node: null,
        wait: false,
      },
    ],
  ],
  [
    [
      'create_service',
      'elasticsearch',
      'docker.elastic.co/elasticsearch/elasticsearch:8.11.0',
      '9200',
      '',
      'discovery.type=single-node,ES_JAVA_OPTS=-Xms512m -Xmx512m',
    ],
    [
      'createService',
      {
        ...AT,
        name: 'elasticsearch',
        settings: someSettings({
          image: 'docker.elastic.co/elasticsearch/elasticsearch:8.11.0',
          port: 9200,
          env: { 'discovery.type': 'single-node', ES_JAVA_OPTS: '-Xms512m -Xmx512m' },
        }),
        node: null,
        wait: false,
      },
    ],
  ],
  [
    ['create_service', '{"name":"vpn","image":"linuxserver/wireguard","port":51820,"net_admin":true}'],
    [
      'createService',
      {
        ...AT,
        name: 'vpn',
        settings: someSettings({ image: 'linuxserver/wireguard', port: 51_820, isNetAdmin: true }),
        node: null,
        wait: false,
      },
    ],
  ],
  [['list_services'], ['listServices', PRODUCTION]],
  [
    ['get_service_info', 'redis'],
    ['getService', REDIS],
  ],
  [
    ['get_service_logs', 'redis', '200'],
    ['logs', { ...AT, service: 'redis', node: null, lines: 200, sinceMs: null, follow: false }],
  ],
  [
    ['restart_service', 'redis'],
    ['switchService', { ...REDIS, action: 'restart', wait: false }],
  ],
  [['update_service', 'meilisearch'], updated('meilisearch', {})],
  [
    ['update_service', 'meilisearch', '--env_vars', 'MEILI_MASTER_KEY=newkey,MEILI_ENV=production'],
    updated('meilisearch', { env: { MEILI_MASTER_KEY: 'newkey', MEILI_ENV: 'production' } }),
  ],
  [
    ['update_service', 'meilisearch', '--image', 'getmeili/meilisearch:v1.8'],
    updated('meilisearch', { image: 'getmeili/meilisearch:v1.8' }),
  ],
  [['update_service', 'wireguard', '--net_admin', 'true'], updated('wireguard', { isNetAdmin: true })],
  [['update_service', 'wireguard', '--privileged', 'true'], updated('wireguard', { isPrivileged: true })],
  [
    ['delete_service', 'redis'],
    ['deleteService', REDIS, false],
  ],
  [
    ['run_service_command', 'redis', 'redis-cli ping'],
    [
      'exec',
      {
        ...AT,
        service: 'redis',
        node: null,
        command: ['sh', '-c', 'redis-cli ping'],
        user: null,
        tty: false,
        interactive: false,
        size: null,
      },
    ],
  ],
  [['list_service_presets'], ['listPresets', PRODUCTION]],
  [
    ['restore_service', 'redis'],
    ['restoreService', { ...REDIS, overrides: {}, node: null, wait: false }],
  ],
  [
    ['delete_service_preset', 'redis'],
    ['deletePreset', REDIS],
  ],
];

function updated(name: string, overrides: object): readonly unknown[] {
  return ['updateService', { ...AT, name, overrides, wait: false }];
}

describe('every command of the page', () => {
  it.each(PAGE)('call %j', async (line, asked) => {
    const { client, calls } = recordingClient();
    const { exitCode, stdout, stderr } = await calling(['call', ...line], client);
    expect(calls).toEqual([asked]);
    const isCommand = line[0] === 'run_service_command';
    expect(exitCode).toBe(isCommand ? 3 : 0);
    expect(stderr).toBe(isCommand ? 'careful\n' : '');
    expect(stdout).not.toBe('');
    expect(stdout).not.toMatch(/abc123|newkey/);
  });

  it.each(PAGE)('call --json %j', async (line) => {
    const { exitCode, stdout, stderr } = await calling(['call', '--json', ...line], recordingClient().client);
    expect(exitCode).toBe(line[0] === 'run_service_command' ? 3 : 0);
    expect(stderr).toBe('');
    expect(documentsIn(stdout)).toMatchObject([
      { ok: true, operation: 'call', schema_version: 1, tool: line[0], ...PRODUCTION },
    ]);
  });
});

describe('what a call answers', () => {
  it('a command that ran: its streams and its exit code as they are', async () => {
    const line = ['call', 'run_service_command', 'redis', 'redis-cli ping', '--user', 'redis'];
    const { client, calls } = recordingClient();
    expect(await calling(line, client)).toMatchObject({ exitCode: 3, stdout: 'PONG\n', stderr: 'careful\n' });
    expect(calls).toMatchObject([['exec', { user: 'redis' }]]);
    const { exitCode, stdout } = await calling(['--json', ...line], client);
    expect(exitCode).toBe(3);
    expect(documentsIn(stdout)).toMatchObject([
      { ok: true, exit_code: 3, stdout: 'PONG\n', stderr: 'careful\n', left_out_bytes: 0 },
    ]);
  });

  it('the newest lines, 100 when nothing is said', async () => {
    const { client, calls } = recordingClient();
    const { stdout } = await calling(['call', 'get_service_logs', 'redis'], client);
    expect(stdout).toBe('Ready to accept connections\n');
    expect(calls).toMatchObject([['logs', { lines: 100 }]]);
  });

  it('a service, in words and under the names under which create takes it back', async () => {
    const { client } = recordingClient();
    const text = await calling(['call', 'get_service_info', 'redis'], client);
    expect(text.stdout).toContain('redis on prod-1 (online)');
    const { stdout } = await calling(['call', '--json', 'get_service_info', 'redis'], client);
    expect(documentsIn(stdout)).toMatchObject([
      {
        service: {
          name: 'redis',
          image: 'redis:7',
          image_digest: DIGEST,
          port: 6379,
          env_vars: {},
          volumes: [],
          cap_add: [],
          host_mode: false,
          privileged: false,
          has_preset: true,
        },
      },
    ]);
  });

  it('the failure of the control plane, with its code', async () => {
    const failing = {
      getService: () => Promise.reject(new AppError('not_found', { message: 'there is no service "redis"' })),
    };
    const { exitCode, stdout, stderr } = await calling(['call', 'get_service_info', 'redis'], failing);
    expect([exitCode, stdout, stderr]).toEqual([1, '', 'Error: there is no service "redis"\n']);
  });

  it('missing log lines as a failure', async () => {
    const logs: ControlPlaneClient['logs'] = async function* () {
      yield { kind: 'failure', node: 'prod-1', message: 'is offline' };
    };
    const { exitCode, stderr } = await calling(['call', 'get_service_logs', 'redis'], { logs });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('prod-1: is offline');
  });
});

describe('where a call works', () => {
  it.each([
    [['--env', 'staging', 'call', 'list_services'], 'staging'],
    [['call', '--env', 'staging', 'list_services'], 'staging'],
    [['call', '--env=staging', 'list_services'], 'staging'],
    [['call', 'list_services', '--environment', 'staging'], 'staging'],
    [['call', 'list_services', '{"environment":"staging"}'], 'staging'],
    [['--env', 'staging', 'call', 'list_services', '--environment=review'], 'review'],
    [['call', '--', 'list_services'], 'production'],
  ])('%j', async (line, environment) => {
    const { client, calls } = recordingClient();
    await calling(line, client);
    expect(calls).toEqual([['listServices', { ...PRODUCTION, environment }]]);
  });
});

describe('words after the tool are its own', () => {
  it('also -- and what looks like an option', async () => {
    const { client, calls } = recordingClient();
    await calling(['call', 'run_service_command', 'redis', '--', '--json'], client);
    await calling(['call', 'run_service_command', 'redis', '-x'], client);
    expect(calls).toMatchObject([
      ['exec', { command: ['sh', '-c', '--json'] }],
      ['exec', { command: ['sh', '-c', '-x'] }],
    ]);
  });

  it('so options come before it', async () => {
    const { exitCode, stdout, stderr } = await calling(['call', 'list_services', '--json']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('list_services has no argument "json"');
    expect(stderr).toContain('options of the program come before the tool');
  });
});

describe('help', () => {
  it('lists the tools when none is named', async () => {
    const { exitCode, stdout } = await calling(['call']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('\n  get_service_logs <name> [n_lines]\n      The newest lines that a service wrote.\n');
    expect(stdout.match(/^ {2}\w+/gm)).toHaveLength(11);
    const { stdout: json } = await calling(['call', '--json']);
    expect(documentsIn(json)).toMatchObject([
      { tools: expect.arrayContaining([expect.objectContaining({ name: 'delete_service', destructive: true })]) },
    ]);
  });

  it('tells of one tool', async () => {
    const { exitCode, stdout } = await calling(['call', 'get_service_logs', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: devopsellence call get_service_logs <name> \[n_lines\]\n/);
    expect(stdout).toMatch(/\n {2}n_lines +How many of the newest lines/);
    expect((await calling(['help', 'call', 'get_service_logs'])).stdout).toBe(stdout);
  });

  it('has the name of the program that was called', async () => {
    expect((await calling(['call', '--help'])).stdout).toContain('Usage: oduflow call [options] [TOOL] [ARGUMENT...]');
    expect((await calling(['--help'], {}, 'devopsellence')).stdout).toContain('Usage: devopsellence [options]');
  });
});

describe('a call that is refused', () => {
  it.each([
    [['creat_service'], 'there is no tool "creat_service"', 'did you mean create_service?'],
    [['restart_service'], 'restart_service needs name', 'Try: devopsellence call restart_service <name>'],
    [
      ['create_service', 'r', 'redis:7', 'x'],
      'port must be a whole number',
      'Try: devopsellence call create_service <name> <image>',
    ],
    [['create_service', 'my redis', 'redis:7', '1'], 'name must be 1 to 63 letters', 'try my-redis'],
    [['update_service', 'r', '--privileged', 'maybe'], 'privileged must be true, false', 'Try: devopsellence call'],
    [['update_service', 'r', '--command', 'a "b'], 'command has a quote', 'Try: devopsellence call'],
  ])('%j', async (line, message, further) => {
    const { exitCode, stdout, stderr } = await calling(['call', ...line]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain(further);
  });

  it('asks nobody when a setting cannot be', async () => {
    const { exitCode, stderr } = await calling(['call', 'create_service', 'r', 'redis:7:8', '6379']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('image');
  });

  it.each([
    [['update_service', 'r', '--env_vars', 'hunter22']],
    [['update_service', '{"name":"r","env_vars":["hunter22"]}']],
    [['update_service', '{"name":"r","env_vars":{"A":"hunter22"}']],
    [['update_service', 'r', '--env_vars', 'A=1', 'hunter22']],
    [['update_service', 'r', '--env_vars', 'K=hunter22']],
    [['update_service', '{"name":"r","env_vars":{"K":"hunter22"}}']],
    [['run_service_command', 'r', 'hunter22']],
    [['create_service', 'r', 'redis:7', '6379', 'K=hunter22']],
    [['create_service', 'r', 'redis:7', 'K=hunter22']],
  ])('shows no value that may be a secret: %j', async (line) => {
    const telling = () =>
      Promise.reject(
        new AppError('service_failed', {
          message: 'it said hunter22',
          reason: 'of hunter22',
          evidence: ['hunter22'],
          nextActions: ['try hunter22'],
        }),
      );
    const exec = () => {
      throw new AppError('service_failed', { message: 'hunter22' });
    };
    for (const json of [[], ['--json']]) {
      const { exitCode, stdout, stderr } = await calling(['call', ...json, ...line], { updateService: telling, exec });
      expect(exitCode).not.toBe(0);
      expect(stdout + stderr).not.toContain('hunter22');
    }
  });
});
