import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import { PRODUCTION } from '../../testing/builders.js';
import { cli, documentsIn, LOGGED_IN, shop } from '../../testing/cli.js';
import { aPreset, someSettings } from '../../testing/standalone.js';

async function run(words: string, client: Partial<ControlPlaneClient>) {
  return cli(words, { cwd: await shop(), env: LOGGED_IN, client });
}

const SECOND = aPreset({
  version: 2,
  changed: ['env_vars'],
  savedBy: 'ben',
  settings: someSettings({ env: { A: '1' }, secretRefs: [{ name: 'KEY', secret: 'WG_KEY' }] }),
});

describe('preset list', () => {
  it('shows the newest version of each', async () => {
    const listPresets = () => Promise.resolve([SECOND]);
    const { stdout } = await run('preset list', { listPresets });
    expect(stdout).toBe(
      'NAME   IMAGE    PORT      HOSTNAME  VERSION  SAVED       BY   VARIABLES\n' +
        'redis  redis:7  6379/tcp  -         2        1 hour ago  ben  A=1, KEY=secret:WG_KEY\n',
    );
    expect(documentsIn((await run('preset list --json', { listPresets })).stdout)).toMatchObject([
      {
        ok: true,
        ...PRODUCTION,
        presets: [{ name: 'redis', version: 2, image: 'redis:7', env_vars: { A: '1' }, secrets: { KEY: 'WG_KEY' } }],
      },
    ]);
  });

  it('says how to have one', async () => {
    expect((await run('preset list', { listPresets: () => Promise.resolve([]) })).stdout).toContain('service create');
  });
});

describe('preset show', () => {
  it('shows what it holds, and how it came to that', async () => {
    const presetVersions = () => Promise.resolve([SECOND, aPreset()]);
    const { stdout } = await run('preset show redis', { presetVersions });
    expect(stdout).toBe(
      [
        'redis version 2',
        '  saved       1 hour ago by ben',
        '  image       redis:7',
        '  port        6379/tcp',
        '  variables   A=1',
        '              KEY=secret:WG_KEY',
        '',
        'VERSION  SAVED       BY   CHANGED',
        '2        1 hour ago  ben  env_vars',
        '1        1 hour ago  ann',
        '',
      ].join('\n'),
    );
    expect(documentsIn((await run('preset show redis --json', { presetVersions })).stdout)).toMatchObject([
      {
        ok: true,
        preset: { name: 'redis', version: 2, saved_by: 'ben', changed_settings: ['env_vars'] },
        versions: [{ version: 2 }, { version: 1, saved_at: '2026-03-01T11:00:00.000Z' }],
      },
    ]);
  });

  it('fails when there is none', async () => {
    const { exitCode, stderr } = await run('preset show redis', { presetVersions: () => Promise.resolve([]) });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Error: there is no preset redis\nTry: devopsellence preset list\n');
  });
});

describe('preset delete', () => {
  it('needs a yes, and forgets the one that is named', async () => {
    const asked: unknown[] = [];
    const deletePreset = (preset: unknown) => {
      asked.push(preset);
      return Promise.resolve();
    };
    expect((await run('preset delete redis', { deletePreset })).exitCode).toBe(1);
    expect(asked).toEqual([]);
    const { stdout } = await run('preset delete redis --yes', { deletePreset });
    expect(stdout).toBe('Deleted preset redis.\n');
    expect(asked).toEqual([{ environment: PRODUCTION, name: 'redis' }]);
    const json = await run('preset delete redis --yes --json', { deletePreset });
    expect(documentsIn(json.stdout)).toMatchObject([{ ok: true, preset: 'redis' }]);
  });
});
