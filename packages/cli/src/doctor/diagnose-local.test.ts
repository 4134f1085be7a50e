import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import { diagnoseConnection, diagnoseLocal, type LocalFacts } from './diagnose-local.js';

const WELL: LocalFacts = {
  nodeVersion: 'v20.19.0',
  cliVersion: '1.0.0',
  config: { file: 'devopsellence.yml', problem: null, builds: true },
  docker: { client: '24.0.0', engine: '24.0.0', hasBuildx: true },
  source: { commit: 'a'.repeat(40), isDirty: false },
};
const INVALID = new AppError('invalid_config', { message: 'devopsellence.yml has 1 problem', evidence: ['3:1 bad'] });

describe('this machine', () => {
  const cases: readonly [string, Partial<LocalFacts>, readonly string[]][] = [
    ['in good order', {}, []],
    ['with a newer Node.js', { nodeVersion: 'v24.1.0' }, []],
    ['with an old Node.js', { nodeVersion: 'v20.18.9' }, ['error node_js_old']],
    ['without a config', { config: { file: null, problem: null, builds: false } }, ['info no_config']],
    ['with an invalid config', { config: { file: null, problem: INVALID, builds: false } }, ['error config_invalid']],
    [
      'without docker where an image is built',
      { docker: { client: null, engine: null, hasBuildx: false } },
      ['warning docker_missing'],
    ],
    [
      'without docker where none is needed',
      {
        docker: { client: null, engine: null, hasBuildx: false },
        config: { file: 'devopsellence.yml', problem: null, builds: false },
      },
      [],
    ],
    [
      'without an engine',
      { docker: { client: '24', engine: null, hasBuildx: true } },
      ['warning docker_not_answering'],
    ],
    ['without buildx', { docker: { client: '24', engine: '24', hasBuildx: false } }, ['info buildx_missing']],
    [
      'with changes that are not committed',
      { source: { commit: 'a'.repeat(40), isDirty: true } },
      ['info dirty_worktree'],
    ],
  ];

  it.each(cases)('%s', (_title, facts, expected) => {
    const findings = diagnoseLocal({ ...WELL, ...facts });
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
    expect(findings.filter(({ nextActions }) => nextActions.length === 0)).toEqual([]);
  });

  it('says what is wrong with the config', () => {
    const [finding] = diagnoseLocal({ ...WELL, config: { file: null, problem: INVALID, builds: false } });
    expect(finding?.message).toBe('devopsellence.yml has 1 problem; 3:1 bad');
  });
});

describe('the connection to the control plane', () => {
  const codes = (aheadMs: number | null, controlPlaneVersion = '1.0.0') =>
    diagnoseConnection({
      cliVersion: '1.0.0',
      controlPlaneVersion,
      clock: aheadMs === null ? null : { aheadMs, roundTripMs: 100 },
    }).map(({ code }) => code);

  it.each([
    [0, []],
    [null, []],
    [4_000, []],
    [60_000, ['local_clock_skew']],
    [-60_000, ['local_clock_skew']],
  ])('with a clock that is %s ms ahead', (aheadMs, expected) => {
    expect(codes(aheadMs)).toEqual(expected);
  });

  it('of another version', () => {
    expect(codes(0, '2.0.0')).toEqual(['cli_version_differs']);
  });
});
