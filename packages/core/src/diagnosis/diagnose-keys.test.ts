import { describe, expect, it } from 'vitest';
import { START_OF_TIME } from '../testing/builders.js';
import { diagnoseKeys, type KeyFacts, type MasterKeyFacts, type TrustedKeyFacts } from './diagnose-keys.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STEADY: TrustedKeyFacts = { phase: 'steady', since: null, behind: [] };

function found(overrides: Partial<KeyFacts>) {
  const masterKey = { since: null, valuesLeft: 0, hasLeftOver: false };
  const at = START_OF_TIME;
  const findings = diagnoseKeys({ at, certificateAuthority: STEADY, signingKey: STEADY, masterKey, ...overrides });
  expect(findings.filter(({ nextActions }) => nextActions.length === 0)).toEqual([]);
  return findings;
}

const codes = (overrides: Partial<KeyFacts>) => found(overrides).map(({ severity, code }) => `${severity} ${code}`);

describe('keys that nodes trust', () => {
  const since = (forMs: number) => START_OF_TIME - forMs;
  const cases: readonly [string, TrustedKeyFacts, readonly string[], readonly string[]][] = [
    ['that were never replaced', STEADY, [], []],
    ['that were replaced long ago', { ...STEADY, since: since(90 * DAY_MS) }, [], []],
    ['being learnt', { phase: 'announced', since: since(HOUR_MS - 1), behind: ['n1'] }, [], []],
    ['that a node does not learn', { phase: 'announced', since: since(HOUR_MS), behind: ['n1'] }, ['waits'], ['waits']],
    ['learnt by all, about to be used', { phase: 'announced', since: since(HOUR_MS), behind: [] }, [], []],
    ['being changed', { phase: 'replaced', since: since(DAY_MS - 1), behind: ['n1'] }, [], []],
    ['that a node does not change', { phase: 'replaced', since: since(DAY_MS), behind: ['n1'] }, ['waits'], ['waits']],
    ['changed by all lately', { phase: 'replaced', since: since(DAY_MS - 1), behind: [] }, [], []],
    ['changed by all', { phase: 'replaced', since: since(DAY_MS), behind: [] }, ['unfinished'], []],
  ];

  it.each(cases)('%s', (_title, facts, ca, signingKey) => {
    expect(codes({ certificateAuthority: facts })).toEqual(ca.map((code) => `warning ca_rotation_${code}`));
    expect(codes({ signingKey: facts })).toEqual(signingKey.map((code) => `warning signing_key_rotation_${code}`));
  });

  it('name the nodes that are behind, and the commands that go on with and without them', () => {
    const behind = ['n1', 'n2'];
    const [waits] = found({ certificateAuthority: { phase: 'replaced', since: since(2 * DAY_MS), behind } });
    expect(waits?.message).toContain('n1, n2 have not changed to the new certificate authority');
    expect(waits?.nextActions[0]).toBe('devopsellence node diagnose n1');
    expect(waits?.nextActions[1]).toContain('devopsellence ca rotate --finish --without n1,n2 --yes');
    const [learns] = found({ signingKey: { phase: 'announced', since: since(2 * DAY_MS), behind: ['n1'] } });
    expect(learns?.message).toContain('n1 has not learnt the next signing key');
    expect(learns?.nextActions).toContain('devopsellence signing-key status');
  });
});

describe('a master key', () => {
  const since = START_OF_TIME - HOUR_MS;
  const cases: readonly [string, Partial<MasterKeyFacts>, readonly string[]][] = [
    ['that is being replaced', { since: since + 1, valuesLeft: 3 }, []],
    ['whose replacement is held up', { since, valuesLeft: 3 }, ['warning master_key_rotation_waits']],
    ['that was replaced', { since, valuesLeft: 0 }, []],
    ['that was replaced in the environment', { since, hasLeftOver: true }, ['info master_key_left_over']],
    ['that may not go yet', { since: since + 1, valuesLeft: 3, hasLeftOver: true }, []],
  ];

  it.each(cases)('%s', (_title, facts, expected) => {
    expect(codes({ masterKey: { since: null, valuesLeft: 0, hasLeftOver: false, ...facts } })).toEqual(expected);
  });
});
