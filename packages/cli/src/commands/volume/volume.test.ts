import { describe, expect, it } from 'vitest';
import type { Volume } from '../../client/volume-client.js';
import { cli, documentsIn, LOGGED_IN } from '../../testing/cli.js';

const DATA: Volume = {
  name: 'shop-data',
  isOwn: true,
  usedBy: ['shop-redis-1'],
  wantedBy: ['acme/shop/production redis'],
  bytes: 2_048,
};
const LEFT: Volume = { ...DATA, name: 'shop-old', usedBy: [], wantedBy: [] };

const run = (words: string, removed: string[] = []) =>
  cli(words, {
    env: LOGGED_IN,
    client: {
      listVolumes: (_node, sizes) =>
        Promise.resolve([DATA, LEFT].map((each) => (sizes ? each : { ...each, bytes: null }))),
      removeVolume: async (node, name) => {
        removed.push(`${name}@${node}`);
        return { node, name };
      },
    },
  });

describe('volume list', () => {
  it('shows who wants and who uses each', async () => {
    const { exitCode, stdout } = await run('volume list --node prod-1 --sizes');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        'NAME       WANTED BY                   USED BY',
        'shop-data  acme/shop/production redis  shop-redis-1  2.0 KiB',
        'shop-old   (nobody)                    -             2.0 KiB',
        '',
      ].join('\n'),
    );
  });

  it('gives scripts the same, with no size that was not measured', async () => {
    const { stdout } = await run('volume list --node prod-1 --json');
    expect(documentsIn(stdout)).toMatchObject([
      { ok: true, node: 'prod-1', volumes: [{ name: 'shop-data', wanted_by: DATA.wantedBy, bytes: null }, {}] },
    ]);
  });

  it('asks for the node', async () => {
    expect(await run('volume list')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--node is missing'),
    });
  });
});

describe('volume remove', () => {
  it('needs a yes where nobody can be asked', async () => {
    const removed: string[] = [];
    const { exitCode, stderr } = await run('volume remove shop-old --node prod-1', removed);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('--yes');
    expect(removed).toEqual([]);
  });

  it('removes the one that is named, where it is named', async () => {
    const removed: string[] = [];
    expect((await run('volume remove shop-old --node prod-1 --yes', removed)).exitCode).toBe(0);
    expect(removed).toEqual(['shop-old@prod-1']);
  });

  it('asks for the node', async () => {
    expect((await run('volume remove shop-old --yes')).exitCode).toBe(2);
  });
});
