import { describe, expect, it } from 'vitest';
import type { Release, ReleaseDetails, RollbackRequest } from '../../client/release-client.js';
import { aDeployment, aDeployReply, aProgress, aRelease, aService } from '../../testing/builders.js';
import { cli, documentsIn, LOGGED_IN, NOW, shop } from '../../testing/cli.js';
import { streamOf } from '../../testing/fake-client.js';

const RELEASES: readonly Release[] = [
  aRelease({
    number: 2,
    revision: 'bbbbbbbbbbbbbbbb',
    createdAt: NOW - 60_000,
    createdBy: 'ci',
    isSettled: false,
    isCurrent: true,
  }),
  aRelease(),
];

const DIGEST = `sha256:${'d'.repeat(64)}`;
const DETAILS: ReleaseDetails = {
  release: aRelease(),
  services: [
    {
      name: 'redis',
      image: { reference: 'redis:7', digest: DIGEST, imageId: null },
      keptOn: ['n1'],
      missingOn: ['n2'],
      isUploaded: false,
    },
    {
      name: 'web',
      image: { reference: 'shop:1', digest: null, imageId: DIGEST },
      keptOn: [],
      missingOn: ['n1', 'n2'],
      isUploaded: false,
    },
  ],
  deployments: [aDeployment({ id: '01BACK', kind: 'rollback', state: 'failed', reason: 'web failed' }), aDeployment()],
  differences: ['replace web (image changed)'],
  notAsked: ['n3'],
};

async function run(words: string, details: ReleaseDetails = DETAILS) {
  const shown: string[] = [];
  const asked: RollbackRequest[] = [];
  const client = {
    listReleases: () => Promise.resolve(RELEASES),
    getRelease: (_: unknown, wanted: string) => {
      shown.push(wanted);
      return Promise.resolve(details);
    },
    rollBack: (request: RollbackRequest) => {
      asked.push(request);
      return Promise.resolve(aDeployReply());
    },
    watchDeployment: () => streamOf(aProgress('settled', [aService()])),
  };
  return { ...(await cli(words, { cwd: await shop(), env: LOGGED_IN, client })), asked, shown };
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

describe('release show', () => {
  it('tells what it is made of, where that is, what became of it and what is other than now', async () => {
    const { stdout, shown, exitCode } = await run('release show 1');
    expect([exitCode, shown]).toEqual([0, ['1']]);
    expect(stdout).toMatch(/^release 1\n {2}id {10}r1\n {2}revision {4}aaaaaaaaaaaaaaaa\n/);
    expect(stdout).toContain('(2 hours ago) by ann');
    expect(stdout).toMatch(/redis +redis:7 +sha256:dddddddddddd +on 1 of 2 nodes, registry/);
    expect(stdout).toMatch(/web +shop:1 +sha256:dddddddddddd +on 0 of 2 nodes, nowhere else/);
    expect(stdout).toContain('Not known of n3: no answer.');
    expect(stdout).toMatch(/01BACK +rollback +failed .*web failed/);
    expect(stdout).toContain('Going to it from the current release would:\n  replace web (image changed)');
  });

  it('shows the current one when none is named, beside nothing', async () => {
    const { stdout, shown } = await run('release show', { ...DETAILS, release: aRelease({ isCurrent: true }) });
    expect(shown).toEqual(['']);
    expect(stdout).toContain('release 1 (current)');
    expect(stdout).not.toContain('Going to it');
  });

  it('says of an image that was uploaded that the control plane has it', async () => {
    const services = DETAILS.services.map((service) => ({ ...service, isUploaded: true, keptOn: [], missingOn: [] }));
    const { stdout } = await run('release show 1', { ...DETAILS, services });
    expect(stdout).toMatch(/web +shop:1 +\S+ +control plane\n/);
  });

  it('gives scripts all of it', async () => {
    expect(documentsIn((await run('release show 1 --json')).stdout)).toMatchObject([
      {
        ok: true,
        release: { number: 1, created_by: 'ann', settled: true, current: false },
        services: [
          { name: 'redis', digest: DIGEST, in_registry: true, kept_on: ['n1'], missing_on: ['n2'] },
          { name: 'web', digest: DIGEST, in_registry: false, uploaded: false },
        ],
        deployments: [{ id: '01BACK', state: 'failed', reason: 'web failed' }, { state: 'settled' }],
        differences: ['replace web (image changed)'],
        not_asked: ['n3'],
      },
    ]);
  });
});
