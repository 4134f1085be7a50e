import { describe, expect, it } from 'vitest';
import { START_OF_TIME } from '../testing/builders.js';
import { aDisk } from '../testing/diagnosis-builders.js';
import { type ControlPlaneFacts, diagnoseControlPlane } from './diagnose-control-plane.js';

const DAY_MS = 86_400_000;
const inDays = (days: number) => START_OF_TIME + days * DAY_MS;

function found(overrides: Partial<ControlPlaneFacts>): readonly string[] {
  const facts: ControlPlaneFacts = {
    version: '1.0.0',
    at: START_OF_TIME,
    startedAt: inDays(-1),
    memoryBytes: 1,
    databaseBytes: 1,
    disk: aDisk(),
    authorityEndsAt: inDays(3_650),
    serverCertificateEndsAt: inDays(365),
    eventLoopLagMs: 10,
    pendingReports: 0,
    ...overrides,
  };
  const findings = diagnoseControlPlane(facts);
  expect(findings.filter(({ nextActions }) => nextActions.length === 0)).toEqual([]);
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}

describe('a control plane', () => {
  const cases: readonly [string, Partial<ControlPlaneFacts>, readonly string[]][] = [
    ['in good health', {}, []],
    ['low on disk', { disk: aDisk({ freeBytes: 0 }) }, ['error disk_low']],
    ['whose certificate ends', { serverCertificateEndsAt: inDays(20) }, ['warning server_certificate_ends']],
    ['whose certificate ends now', { serverCertificateEndsAt: inDays(1) }, ['error server_certificate_ends']],
    ['whose authority ends', { authorityEndsAt: inDays(100) }, ['warning authority_ends']],
    ['whose authority ends soon', { authorityEndsAt: inDays(10) }, ['error authority_ends']],
    ['that is slow', { eventLoopLagMs: 300 }, ['warning control_plane_slow']],
    ['that cannot write', { pendingReports: 6_000 }, ['warning reports_pile_up']],
    [
      'with several troubles',
      { pendingReports: 6_000, disk: aDisk({ freeBytes: 0 }) },
      ['error disk_low', 'warning reports_pile_up'],
    ],
  ];

  it.each(cases)('%s', (_title, facts, expected) => {
    expect(found(facts)).toEqual(expected);
  });
});
