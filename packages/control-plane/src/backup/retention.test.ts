import { expect, it } from 'vitest';
import type { StoredBackup } from './backup-folder.js';
import type { BackupReason } from './manifest.js';
import { planRetention } from './retention.js';

function aBackup(id: string, reason: BackupReason = 'schedule', isWhole = true): StoredBackup {
  const contents = { nodes: 0, tokens: 1, environments: 0, secrets: 0 };
  const texts = { productVersion: '1', schema: '0001', sha256: '', masterKeyId: '', authority: '' };
  return {
    path: `/b/${id}`,
    isWhole,
    manifest: { id, reason, madeAt: 0, size: 1, ...texts, contents, sealedKeys: {} },
  };
}

const damaged = (id: string) => aBackup(id, 'schedule', false);

it.each<[string, readonly StoredBackup[], number, string, readonly string[]]>([
  ['fewer than are kept', [aBackup('2'), aBackup('1')], 7, '2', []],
  ['one too many', [aBackup('3'), aBackup('2'), aBackup('1')], 2, '3', ['1']],
  ['only the newest', [aBackup('3'), aBackup('2'), aBackup('1')], 1, '3', ['2', '1']],
  ['what operators made', [aBackup('3'), aBackup('2', 'command'), aBackup('1')], 1, '3', ['1']],
  ['what was there before a restore', [aBackup('3'), aBackup('2', 'restore'), aBackup('1')], 1, '3', ['1']],
  ['those before restores', [aBackup('4'), aBackup('3', 'restore'), aBackup('2', 'restore')], 1, '4', ['2']],
  ['none of a kind', [aBackup('3'), aBackup('2', 'command'), aBackup('1', 'command')], 1, '3', []],
  ['a damaged one does not count', [aBackup('4'), damaged('3'), aBackup('2'), aBackup('1')], 2, '4', ['1']],
  ['a damaged one goes with its time', [aBackup('3'), aBackup('2'), damaged('1')], 2, '3', ['1']],
  ['one of a clock that was ahead', [aBackup('9'), aBackup('2'), aBackup('1')], 1, '2', ['9', '1']],
  ['one of a clock that was ahead, kept', [aBackup('9'), aBackup('2'), aBackup('1')], 2, '2', ['1']],
  ['when none is whole', [damaged('2'), damaged('1')], 1, '3', []],
])('forgets backups: %s', (_title, backups, keep, made, expected) => {
  expect(planRetention({ backups, keep, made }).map(({ manifest }) => manifest.id)).toEqual(expected);
});
