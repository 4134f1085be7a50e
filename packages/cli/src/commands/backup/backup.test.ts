import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { Backup, BackupList, RestoreOutline } from '../../client/backup-client.js';
import { cli, documentsIn, LOGGED_IN, NOW } from '../../testing/cli.js';
import { unavailable } from '../../testing/fake-client.js';

const BACKUP: Backup = {
  id: '01BACKUP',
  reason: 'command',
  madeAt: NOW - 7_200_000,
  productVersion: '0.1.0',
  size: 2_097_152,
  sha256: 'ab',
  masterKeyId: 'cd',
  path: '/var/lib/devopsellence/backups/01BACKUP',
  nodes: 3,
  tokens: 2,
  environments: 1,
  secrets: 4,
  isWhole: true,
};

const run = (words: string, unreadable: readonly string[] = []) =>
  cli(words, {
    env: LOGGED_IN,
    client: {
      createBackup: () => Promise.resolve(BACKUP),
      listBackups: () => Promise.resolve({ backups: [BACKUP], unreadable, restoredAt: null }),
    },
  });

describe('backup create', () => {
  it('says what was made, and where', async () => {
    const { exitCode, stdout } = await run('backup create');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Made the backup 01BACKUP: 2.0 MiB, 3 nodes, 4 secrets.');
    expect(stdout).toContain(BACKUP.path);
  });

  it('gives scripts the same', async () => {
    expect(documentsIn((await run('backup create --json')).stdout)).toMatchObject([
      { ok: true, backup: { id: '01BACKUP', bytes: 2_097_152, made_at: '2026-03-01T10:00:00.000Z', whole: true } },
    ]);
  });
});

describe('backup list', () => {
  it('shows when and why each was made', async () => {
    expect((await run('backup list')).stdout).toBe(
      [
        'ID        MADE         BY       SIZE     NODES  SECRETS',
        '01BACKUP  2 hours ago  command  2.0 MiB  3      4',
        '',
      ].join('\n'),
    );
  });

  it('names those that are of no use', async () => {
    expect((await run('backup list', ['01BROKEN'])).stderr).toContain('of no use any more: 01BROKEN');
  });
});

const OUTLINE: RestoreOutline = {
  backup: BACKUP,
  tokensBack: [{ id: 't1', name: 'ci', role: 'deployer' }],
  tokensGone: [{ id: 't2', name: 'new-ci', role: 'deployer' }],
  nodesBack: [{ id: 'n1', name: 'prod-1' }],
  nodesGone: [{ id: 'n2', name: 'prod-2' }],
  environmentsBack: [],
  environmentsGone: ['acme/shop/staging'],
  joinTokensRefused: 2,
  keysDiffer: true,
  ownTokenGone: false,
  savedBackup: '',
  restoredAt: null,
};

const answersOf = (...answers: readonly (BackupList | AppError)[]) => {
  const left = [...answers];
  return () => {
    const answer = left.shift() ?? unavailable();
    return answer instanceof AppError ? Promise.reject(answer) : Promise.resolve(answer);
  };
};

/** A control plane that restores, and then answers one call after another like this. */
async function restoring(words: string, answers: readonly (BackupList | AppError)[] = [], isLost = false) {
  const asked: boolean[] = [];
  const result = await cli(words, {
    env: LOGGED_IN,
    client: {
      restoreBackup: (_id, dryRun) => {
        asked.push(dryRun);
        if (isLost && !dryRun) return Promise.reject(unavailable());
        return Promise.resolve(dryRun ? OUTLINE : { ...OUTLINE, savedBackup: '01SAVED', restoredAt: NOW });
      },
      listBackups: answersOf(...answers),
    },
  });
  return { ...result, asked };
}

describe('backup restore', () => {
  const old = { backups: [], unreadable: [], restoredAt: 1 };
  const isBack = { ...old, restoredAt: NOW };

  it('shows what changes, and changes nothing, when it is only asked', async () => {
    const { exitCode, stdout, asked } = await restoring('backup restore 01BACKUP --dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        'Backup 01BACKUP, made 2 hours ago (2026-03-01T10:00:00.000Z), 2.0 MiB:',
        '  comes back   token ci (deployer)',
        '  comes back   node prod-1',
        '  is gone      token new-ci (deployer)',
        '  is gone      node prod-2',
        '  is gone      environment acme/shop/staging',
        '  is refused   join tokens that were not used: 2',
        '  stays        the keys that nodes trust, which were replaced since',
        'The backup 01BACKUP can be restored. Nothing was changed.',
        '',
      ].join('\n'),
    );
    expect(asked).toEqual([true]);
  });

  it('does nothing without a yes', async () => {
    const { exitCode, stderr, asked } = await restoring('backup restore 01BACKUP');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('run the same command with --yes');
    expect(asked).toEqual([true]);
  });

  it('restores, waits until the control plane is back with it, and says what to look after', async () => {
    const { exitCode, stdout, stderr, asked } = await restoring('backup restore 01BACKUP --yes', [
      old,
      old,
      unavailable(),
      isBack,
    ]);
    expect(exitCode).toBe(0);
    expect(asked).toEqual([true, false]);
    expect(stdout).toContain('To take that back: devopsellence backup restore 01SAVED');
    expect(stderr).toContain('devopsellence token revoke ci');
    expect(stderr).toContain('devopsellence node remove prod-1');
    expect(stderr).toContain('devopsellence node register --name prod-2');
  });

  it('gives scripts the same', async () => {
    const { stdout } = await restoring('backup restore 01BACKUP --yes --json', [old, isBack]);
    expect(documentsIn(stdout)).toMatchObject([
      {
        ok: true,
        restore: {
          comes_back: { tokens: [{ name: 'ci' }], nodes: [{ name: 'prod-1' }], environments: [] },
          is_gone: { nodes: [{ name: 'prod-2' }], environments: ['acme/shop/staging'] },
          join_tokens_refused: 2,
          saved_backup: '01SAVED',
          restored_at: '2026-03-01T12:00:00.000Z',
        },
      },
    ]);
  });

  it('has succeeded when the token of the command is not in the backup, and says so', async () => {
    const unknown = new AppError('unauthenticated', { message: 'the token is not known' });
    const { exitCode, stderr } = await restoring('backup restore 01BACKUP --yes', [old, unavailable(), unknown]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('it is refused from now on');
  });

  it('fails when the control plane does not come back', async () => {
    const { exitCode, stderr } = await restoring('backup restore 01BACKUP --yes', [old]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the control plane has not come back');
  });

  it('finds out what has become of it when the answer was lost', async () => {
    const saved = { ...BACKUP, id: '01SAVED', reason: 'restore' };
    const done = await restoring('backup restore 01BACKUP --yes', [old, { ...isBack, backups: [saved] }], true);
    expect(done.exitCode).toBe(0);
    expect(done.stdout).toContain('devopsellence backup restore 01SAVED');
    const undone = await restoring('backup restore 01BACKUP --yes', [old, unavailable(), old], true);
    expect(undone.exitCode).toBe(1);
    expect(undone.stderr).toContain('what it has is as before');
  });
});
