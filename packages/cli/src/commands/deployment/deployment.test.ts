import { describe, expect, it } from 'vitest';
import { aDeployment, aProgress } from '../../testing/builders.js';
import { cli, documentsIn, LOGGED_IN, NOW, shop } from '../../testing/cli.js';
import { streamOf } from '../../testing/fake-client.js';

const task = {
  task: 'release',
  node: 'prod-1',
  runId: 'run-1',
  outcome: {
    isSuccess: false,
    exitCode: 3,
    startedAt: NOW,
    endedAt: NOW + 1_000,
    reason: 'exited with code 3',
    lastLines: ['no such table'],
  },
  waitingOn: [],
};
const FAILED = aDeployment({ id: '02FAILED', state: 'rolled_back', reason: 'task release failed', task });

async function run(words: string) {
  const cancelled: string[] = [];
  const client = {
    listDeployments: () => Promise.resolve([FAILED, aDeployment()]),
    watchDeployment: () => streamOf(aProgress('rolled_back', [], FAILED)),
    cancelDeployment: (id: string) => {
      cancelled.push(id);
      return Promise.resolve(aDeployment({ id, state: 'cancelled', reason: 'cancelled by ann' }));
    },
  };
  return { ...(await cli(words, { cwd: await shop(), env: LOGGED_IN, client })), cancelled };
}

describe('deployment', () => {
  it('list shows each with how it ended', async () => {
    const { stdout } = await run('deployment list');
    expect(stdout).toMatch(/02FAILED .*deploy .*rolled back .*3f2a91c0d4e5/);
    expect(stdout).toMatch(/01DEPLOYMENT .*settled/);
  });

  it('show tells why the newest one ended so, and what its task said last', async () => {
    const { stdout } = await run('deployment show');
    expect(stdout).toContain('02FAILED (deploy) rolled back');
    expect(stdout).toContain('task        release on prod-1 failed: exited with code 3');
    expect(stdout).toContain('| no such table');
  });

  it('show gives scripts the exit code and the lines', async () => {
    expect(documentsIn((await run('deployment show 02FAILED --json')).stdout)).toMatchObject([
      { ok: true, deployment: { task: { name: 'release', exit_code: 3, last_lines: ['no such table'] } } },
    ]);
  });

  it('cancel ends the newest, or the one that is named', async () => {
    expect((await run('deployment cancel')).cancelled).toEqual(['02FAILED']);
    const { stdout, cancelled } = await run('deployment cancel 01OTHER');
    expect(cancelled).toEqual(['01OTHER']);
    expect(stdout).toContain('cancelled by ann');
  });
});
