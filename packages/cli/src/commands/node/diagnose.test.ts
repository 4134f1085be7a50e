import { aDiagnosis } from '@devopsellence/core/testing';
import { describe, expect, it } from 'vitest';
import type { DiagnosedNode } from '../../client/diagnosis-client.js';
import { aDiagnosed } from '../../testing/builders.js';
import { cli, documentsIn, LOGGED_IN } from '../../testing/cli.js';

const SKEW = {
  severity: 'error',
  code: 'clock_skew',
  message: 'the clock of node prod-1 is 10 min ahead of the control plane’s',
  nextActions: ['on prod-1: timedatectl set-ntp true'],
} as const;

const LOG = ['{"level":"info","time":"T","msg":"connected"}'];

const diagnose = (words: string, diagnosed: DiagnosedNode) =>
  cli(words, { env: LOGGED_IN, client: { diagnoseNode: () => Promise.resolve(diagnosed) } });

describe('node diagnose', () => {
  it('shows how the node is', async () => {
    const { exitCode, stdout, stderr } = await diagnose(
      'node diagnose prod-1',
      aDiagnosed({ diagnosis: aDiagnosis({ log: LOG }) }),
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('24.0.0 (API 1.43, overlay2)');
    expect(stdout).toContain('/var/lib/docker: 20.0 GiB of 40.0 GiB free (50 %)');
    expect(stdout).toContain('T info  connected');
  });

  it('ends with 1 when a finding is an error, and says what to do', async () => {
    const { exitCode, stderr } = await diagnose('node diagnose prod-1', aDiagnosed({ findings: [SKEW] }));
    expect(exitCode).toBe(1);
    expect(stderr).toBe(`Problem: ${SKEW.message}\n  Try: on prod-1: timedatectl set-ntp true\n`);
  });

  it('gives scripts all of it', async () => {
    const { exitCode, stdout } = await diagnose('node diagnose prod-1 --json', aDiagnosed({ findings: [SKEW] }));
    expect(exitCode).toBe(1);
    expect(documentsIn(stdout)).toMatchObject([
      {
        operation: 'node diagnose',
        healthy: false,
        message: 'Node prod-1: 1 error.',
        findings: [{ code: 'clock_skew', next_actions: SKEW.nextActions }],
        clock: { ahead_ms: 12 },
        diagnosis: { engine: { storage_driver: 'overlay2' }, disks: [{ path: '/var/lib/docker' }] },
      },
    ]);
  });

  it('shows what is known of a node that does not answer', async () => {
    const { stdout } = await diagnose('node diagnose prod-1', aDiagnosed({ diagnosis: null, clock: null }));
    expect(stdout).toContain('3 accepted of 3');
    expect(stdout).not.toContain('engine');
  });
});
