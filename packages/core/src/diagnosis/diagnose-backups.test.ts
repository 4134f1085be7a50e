import { describe, expect, it } from 'vitest';
import { START_OF_TIME } from '../testing/builders.js';
import { type BackupFacts, diagnoseBackups } from './diagnose-backups.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ago = (ms: number) => START_OF_TIME - ms;

function facts(overrides: Partial<BackupFacts>): BackupFacts {
  return {
    at: START_OF_TIME,
    setUpAt: ago(100 * DAY_MS),
    intervalMs: DAY_MS,
    newestAt: ago(5 * HOUR_MS),
    failure: null,
    damaged: [],
    restored: null,
    ...overrides,
  };
}

const FAILURE = { at: ago(HOUR_MS), message: 'the disk has too little room for a backup' };
const RESTORED = { at: ago(HOUR_MS), backupAt: ago(DAY_MS), unheard: [], held: [] };

describe('backups', () => {
  const cases: readonly [string, Partial<BackupFacts>, readonly string[]][] = [
    ['in good order', {}, []],
    ['missed once', { newestAt: ago(2 * DAY_MS) }, []],
    ['missed twice', { newestAt: ago(2 * DAY_MS + 2 * HOUR_MS) }, ['error backup_old']],
    ['every hour, and three hours old', { intervalMs: HOUR_MS, newestAt: ago(3 * HOUR_MS) }, []],
    ['every hour, and four hours old', { intervalMs: HOUR_MS, newestAt: ago(4 * HOUR_MS) }, ['error backup_old']],
    ['of which there is none', { newestAt: null }, ['error backup_missing']],
    ['of which there is none yet', { newestAt: null, setUpAt: ago(DAY_MS) }, []],
    ['without a schedule', { intervalMs: null }, []],
    ['without a schedule, and old', { intervalMs: null, newestAt: ago(8 * DAY_MS) }, ['warning backup_schedule_off']],
    ['without a schedule, and none', { intervalMs: null, newestAt: null }, ['warning backup_schedule_off']],
    ['without a schedule, none yet', { intervalMs: null, newestAt: null, setUpAt: ago(DAY_MS) }, []],
    ['of which the last failed', { failure: FAILURE }, ['warning backup_failed']],
    [
      'that fail for long',
      { failure: FAILURE, newestAt: ago(9 * DAY_MS) },
      ['error backup_old', 'warning backup_failed'],
    ],
    ['that are damaged', { damaged: ['01A', '01B'] }, ['warning backup_damaged']],
    ['restored lately', { restored: RESTORED }, ['warning restored_from_backup']],
    [
      'restored long ago, with a node that is held still',
      { restored: { ...RESTORED, at: ago(8 * DAY_MS), held: ['prod-1'] } },
      ['warning nodes_held'],
    ],
    ['restored long ago', { restored: { ...RESTORED, at: ago(8 * DAY_MS) } }, []],
  ];

  it.each(cases)('%s', (_title, overrides, expected) => {
    const findings = diagnoseBackups(facts(overrides));
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
    expect(findings.filter(({ nextActions }) => nextActions.length === 0)).toEqual([]);
  });

  it('restored lately name the nodes that were not heard of since, and how to let them back in', () => {
    const [finding] = diagnoseBackups(facts({ restored: { ...RESTORED, unheard: ['prod-1', 'prod-2'] } }));
    expect(finding?.message).toContain('not heard of since: prod-1, prod-2');
    expect(finding?.nextActions.at(-1)).toContain('devopsellence node rejoin prod-1');
  });
});
