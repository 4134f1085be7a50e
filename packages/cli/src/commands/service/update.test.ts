import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import type { RestoreService, StandaloneOutcome, UpdateService } from '../../client/standalone-client.js';
import { PRODUCTION } from '../../testing/builders.js';
import { cli, documentsIn, LOGGED_IN, shop } from '../../testing/cli.js';
import { anOutcome, aPreset, aStandalone, DIGEST, OLDER_DIGEST, someSettings } from '../../testing/standalone.js';

const NOT_FOUND = new AppError('not_found', { message: 'there is no preset redis' });

async function run(
  words: string | readonly string[],
  outcome: StandaloneOutcome,
  known: Partial<ControlPlaneClient> = {},
) {
  const asked: (UpdateService | RestoreService)[] = [];
  const change = (request: UpdateService | RestoreService) => {
    asked.push(request);
    return Promise.resolve(outcome);
  };
  const client = { updateService: change, restoreService: change, ...known };
  return { ...(await cli(words, { cwd: await shop(), env: LOGGED_IN, client })), asked };
}

const UPDATE = ['service', 'update', 'redis'] as const;

describe('service update', () => {
  it('without settings only looks for a newer image', async () => {
    const same = anOutcome({ isChanged: false, oldDigest: DIGEST });
    const { exitCode, stdout, asked } = await run(UPDATE, same);
    expect(asked).toEqual([{ environment: PRODUCTION, name: 'redis', overrides: {}, wait: false }]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^redis on prod-1 is already up-to-date: nothing was touched\.\n/);
    expect(stdout).not.toContain('before');
    expect(documentsIn((await run([...UPDATE, '--json'], same)).stdout)).toMatchObject([
      { ok: true, changed: false, image_updated: false, config_updated: false, old_digest: DIGEST, new_digest: DIGEST },
    ]);
  });

  it('says what is another, and which image ran before', async () => {
    const outcome = anOutcome({
      imageUpdated: true,
      configUpdated: true,
      changed: ['env_vars'],
      oldDigest: OLDER_DIGEST,
    });
    const { stdout } = await run([...UPDATE, '--env', 'A=1'], outcome);
    expect(stdout).toContain('Updated redis on prod-1: a newer image, env_vars.\n');
    expect(stdout).toContain(`  digest      ${DIGEST}\n  before      ${OLDER_DIGEST}\n`);
    expect(documentsIn((await run([...UPDATE, '--json'], outcome)).stdout)).toMatchObject([
      {
        changed: true,
        image_updated: true,
        config_updated: true,
        changed_settings: ['env_vars'],
        old_digest: OLDER_DIGEST,
        new_digest: DIGEST,
      },
    ]);
  });

  it.each([
    [['--image', 'redis:8', '--wait'], { image: 'redis:8' }],
    [['--port', '6380'], { port: 6380 }],
    [['--port', '6380/udp'], { port: 6380, protocol: 'udp' }],
    [['--env', 'A=1', '--env', 'B='], { env: { A: '1', B: '' } }],
    [['--env', ''], { env: {} }],
    [['--env='], { env: {} }],
    [['--hostname', ''], { hostname: null }],
    [['--hostname', 'A.example.com'], { hostname: 'a.example.com' }],
    [['--volume', ''], { volumes: [] }],
    [['--command', ''], { command: [] }],
    [['--secret', ''], { secretRefs: [] }],
    [['--readiness', ''], { readiness: null }],
    [['--memory', '', '--cpus', ''], { resources: { memoryBytes: null, cpus: null } }],
    [['--net-admin', '--privileged', 'false'], { isNetAdmin: true, isPrivileged: false }],
    [['--host-mode=true', '--publish=false'], { isHostMode: true, isPublished: false }],
  ])('%j replaces exactly that', async (words, overrides) => {
    const { asked } = await run([...UPDATE, ...words], anOutcome());
    expect(asked).toEqual([expect.objectContaining({ overrides, wait: words.includes('--wait') })]);
  });

  it('keeps the other part of a setting of which a part is given', async () => {
    const settings = someSettings({ port: 7700, resources: { memoryBytes: 1024 ** 3, cpus: 2 } });
    const words = [...UPDATE, '--cpus', '0.5', '--readiness', 'tcp'];
    const expected = [
      expect.objectContaining({
        overrides: {
          resources: { memoryBytes: 1024 ** 3, cpus: 0.5 },
          readiness: expect.objectContaining({ check: { kind: 'tcp', port: 7700 } }) as unknown,
        },
      }),
    ];
    const withPreset = { presetVersions: () => Promise.resolve([aPreset({ settings }), aPreset()]) };
    expect((await run(words, anOutcome(), withPreset)).asked).toEqual(expected);
    const withoutPreset = {
      presetVersions: () => Promise.reject(NOT_FOUND),
      getService: () => Promise.resolve(aStandalone({ settings })),
    };
    expect((await run(words, anOutcome(), withoutPreset)).asked).toEqual(expected);
  });

  it.each([
    [['--image', 'Redis'], 'image must be an image reference'],
    [['--env', 'A=1', '--env', ''], "--env '' clears"],
    [['--volume', '', '--volume', 'a:/a'], "--volume '' clears"],
    [['--hostname', 'a b'], 'hostname must be a host name'],
    [['--memory', '1k'], 'memory'],
    [['--cpus', '0'], 'cpus'],
    [['--image', ''], '--image must not be empty'],
    [['redis:8'], 'too many arguments'],
  ])('%j is refused before anything is asked', async (words, message) => {
    const { exitCode, stderr, asked } = await run([...UPDATE, ...words], anOutcome(), {
      presetVersions: () => Promise.resolve([aPreset()]),
    });
    expect({ exitCode, asked }).toEqual({ exitCode: 2, asked: [] });
    expect(stderr).toContain(message);
  });
});

describe('service restore', () => {
  it('brings it back from its preset, with what is given in its place', async () => {
    const { exitCode, stdout, asked } = await run(
      ['service', 'restore', 'redis', '--image', 'redis:8', '--node', 'prod-2', '--wait'],
      anOutcome(),
    );
    expect(asked).toEqual([
      { environment: PRODUCTION, name: 'redis', overrides: { image: 'redis:8' }, node: 'prod-2', wait: true },
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Restored redis on prod-1\.\n/);
  });

  it('has no preset to complete a setting from', async () => {
    const presetVersions = () => Promise.reject(NOT_FOUND);
    const { exitCode, asked } = await run('service restore redis --cpus 1', anOutcome(), { presetVersions });
    expect({ exitCode, asked }).toEqual({ exitCode: 1, asked: [] });
  });
});
