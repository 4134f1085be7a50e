import { describe, expect, it } from 'vitest';
import type { Release, RollbackRequest } from '../../client/release-client.js';
import { aDeployReply, aProgress, aService } from '../../testing/builders.js';
import { cli, documentsIn, LOGGED_IN, NOW, shop } from '../../testing/cli.js';
import { streamOf } from '../../testing/fake-client.js';

const RELEASES: readonly Release[] = [
  {
    id: 'r2',
    number: 2,
    revision: 'bbbbbbbbbbbbbbbb',
    createdAt: NOW - 60_000,
    createdBy: 'ci',
    isSettled: false,
    isCurrent: true,
  },
  {
    id: 'r1',
    number: 1,
    revision: 'aaaaaaaaaaaaaaaa',
    createdAt: NOW - 7_200_000,
    createdBy: 'ann',
    isSettled: true,
    isCurrent: false,
  },
];

async function run(words: string) {
  const asked: RollbackRequest[] = [];
  const client = {
    listReleases: () => Promise.resolve(RELEASES),
    rollBack: (request: RollbackRequest) => {
      asked.push(request);
      return Promise.resolve(aDeployReply());
    },
    watchDeployment: () => streamOf(aProgress('settled', [aService()])),
  };
  return { ...(await cli(words, { cwd: await shop(), env: LOGGED_IN, client })), asked };
}

describe('release list', () => {
  it('shows what each is made from, and how it went', async () => {
    const { stdout } = await run('release list');
    expect(stdout).toContain('2        bbbbbbbbbbbb');
    expect(stdout).toMatch(/2 .*current, never settled/);
    expect(stdout).toMatch(/1 .*aaaaaaaaaaaa .*2 hours ago .*ann/);
  });

  it('gives scripts the whole revision', async () => {
    expect(documentsIn((await run('release list --json')).stdout)).toMatchObject([
      {
        ok: true,
        releases: [{ number: 2, revision: 'bbbbbbbbbbbbbbbb', settled: false, current: true }, { number: 1 }],
      },
    ]);
  });
});

describe('release rollback', () => {
  it('goes back to the release that is named, follows it, and says that data is not rewound', async () => {
    const { exitCode, asked, stdout, stderr } = await run('release rollback 1');
    expect(exitCode).toBe(0);
    expect(asked).toMatchObject([{ release: '1', withTask: false, dryRun: false }]);
    expect(stdout).toContain('Settled: acme/shop production');
    expect(stderr).toContain('data is as it is now');
  });

  it('leaves the choice to the control plane, and the task aside, unless told otherwise', async () => {
    expect((await run('release rollback')).asked).toMatchObject([{ release: '', withTask: false }]);
    expect((await run('release rollback --with-task')).asked).toMatchObject([{ withTask: true }]);
  });

  it('supersedes what runs only when told so', async () => {
    expect((await run('release rollback')).asked).toMatchObject([{ supersede: false }]);
    expect((await run('release rollback --supersede')).asked).toMatchObject([{ supersede: true }]);
  });
});
