import { describe, expect, it } from 'vitest';
import type { Backup } from '../../client/backup-client.js';
import { cli, documentsIn, LOGGED_IN, NOW } from '../../testing/cli.js';

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
      listBackups: () => Promise.resolve({ backups: [BACKUP], unreadable }),
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
