import { describe, expect, it } from 'vitest';
import { START_OF_TIME } from '../testing/builders.js';
import { aDiagnosis, aDisk, aNodeCase } from '../testing/diagnosis-builders.js';
import { aServiceStatus } from '../testing/spec-builders.js';
import { diagnoseNode, type NodeCase } from './diagnose-node.js';
import type { NodeDiagnosis } from './node-diagnosis.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const NAMES = { organization: 'acme', project: 'shop', environment: 'production' };

const found = (overrides: Partial<NodeCase>) =>
  diagnoseNode(aNodeCase(overrides)).map(({ severity, code }) => `${severity} ${code}`);
const foundIn = (overrides: Partial<NodeDiagnosis>) => found({ diagnosis: aDiagnosis(overrides) });
const { agent, machine, engine } = aDiagnosis();
const failures = (...minutesAgo: readonly number[]) =>
  minutesAgo.map((minutes) => ({ at: START_OF_TIME - minutes * MINUTE_MS, message: 'connection refused' }));

describe('a node', () => {
  it('in good health has no findings', () => {
    expect(found({})).toEqual([]);
  });

  const cases: readonly [string, readonly string[], readonly string[]][] = [
    ['not joined', found({ joined: false }), ['info node_not_joined']],
    ['offline', found({ connection: 'offline', engineError: 'x' }), ['error node_offline']],
    ['stale', found({ connection: 'stale' }), ['warning node_stale']],
    ['whose engine fails', found({ engineError: 'no answer' }), ['error engine_unavailable']],
    [
      'whose engine hangs when it is asked',
      foundIn({ engine: null, unread: [{ part: 'engine', reason: 'it took more than 5 s' }] }),
      ['error engine_unavailable'],
    ],
    [
      'whose engine warns',
      foundIn({ engine: engine && { ...engine, warnings: ['No swap limit support'] } }),
      ['info engine_warning'],
    ],
    ['that has not taken in its desired state', found({ revision: 4 }), ['warning revision_behind']],
    ['of another version', found({ agentVersion: '0.9.0' }), ['warning agent_version_differs']],
    ['never heard of its version', found({ agentVersion: '' }), []],
    ['a little ahead', found({ clock: { aheadMs: 4_900, roundTripMs: 0 } }), []],
    ['ahead by less than the reading is sure of', found({ clock: { aheadMs: 6_000, roundTripMs: 4_000 } }), []],
    ['ahead', found({ clock: { aheadMs: 6_000, roundTripMs: 10 } }), ['warning clock_skew']],
    ['far behind', found({ clock: { aheadMs: -600_000, roundTripMs: 10 } }), ['error clock_skew']],
    ['low on disk', foundIn({ disks: [aDisk({ freeBytes: 4 * 1024 ** 3 })] }), ['warning disk_low']],
    ['very low on disk', foundIn({ disks: [aDisk({ freeBytes: 1024 ** 3 })] }), ['error disk_low']],
    [
      'with a small disk that is half full',
      foundIn({ disks: [aDisk({ totalBytes: 64 * 1024 ** 2, freeBytes: 32 * 1024 ** 2 })] }),
      ['error disk_low'],
    ],
    ['low on inodes', foundIn({ disks: [aDisk({ freeInodes: 10 })] }), ['error inodes_low']],
    ['whose disk counts no inodes', foundIn({ disks: [aDisk({ inodes: 0, freeInodes: 0 })] }), []],
    [
      'low on memory',
      foundIn({ machine: { ...machine, availableMemoryBytes: machine.memoryBytes * 0.05 } }),
      ['warning memory_low'],
    ],
    ['under load', foundIn({ machine: { ...machine, load: [1, 9, 9] } }), ['warning load_high']],
    ['under load for a moment', foundIn({ machine: { ...machine, load: [9, 1, 1] } }), []],
    [
      'whose certificate ends soon',
      foundIn({ agent: { ...agent, certificateEndsAt: START_OF_TIME + 4 * DAY_MS } }),
      ['warning certificate_ends'],
    ],
    [
      'whose certificate has ended',
      foundIn({ agent: { ...agent, certificateEndsAt: START_OF_TIME - 1 } }),
      ['error certificate_ends'],
    ],
    [
      'whose sessions fail',
      foundIn({ agent: { ...agent, lastFailures: failures(3, 2, 1) } }),
      ['warning sessions_fail'],
    ],
    ['whose sessions failed long ago', foundIn({ agent: { ...agent, lastFailures: failures(50, 40, 30) } }), []],
    [
      'of which a part could not be read',
      foundIn({ unread: [{ part: 'sizes', reason: 'it took more than 10 s' }] }),
      ['warning part_not_read'],
    ],
    [
      'with several troubles has the worst first',
      found({ revision: 4, engineError: 'no answer', clock: { aheadMs: 600_000, roundTripMs: 0 } }),
      ['error engine_unavailable', 'error clock_skew', 'warning revision_behind'],
    ],
    ['that could not be asked', found({ diagnosis: null, clock: null }), []],
  ];

  it.each(cases)('%s', (_title, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  it('says of each finding what to do', () => {
    const worst = aNodeCase({
      connection: 'stale',
      revision: 4,
      agentVersion: '0.9.0',
      clock: { aheadMs: 600_000, roundTripMs: 0 },
      diagnosis: aDiagnosis({
        disks: [aDisk({ freeBytes: 0, freeInodes: 0 })],
        machine: { ...machine, load: [9, 9, 9], availableMemoryBytes: 1 },
        // By its own clock, which is ten minutes ahead.
        agent: { ...agent, certificateEndsAt: 0, lastFailures: failures(-7, -8, -9) },
      }),
    });
    const findings = diagnoseNode(worst);
    expect(findings).toHaveLength(10);
    expect(findings.filter(({ nextActions }) => nextActions.length === 0)).toEqual([]);
    expect(findings.find(({ code }) => code === 'clock_skew')?.message).toContain('10 min ahead of');
  });
});

describe('a service', () => {
  const serviceFound = (status: Partial<ReturnType<typeof aServiceStatus>>, more: Partial<NodeCase> = {}) =>
    diagnoseNode(aNodeCase({ services: [{ environment: NAMES, status: aServiceStatus(status) }], ...more }));
  const waiting = (since: number | null) => [{ reason: 'image', subject: 'shop:1', detail: 'pulling shop:1', since }];

  const cases: readonly [string, Parameters<typeof serviceFound>[0], string | null][] = [
    ['that runs', { state: 'running' }, null],
    ['that is stopped', { state: 'stopped' }, null],
    ['that ends again and again', { state: 'backing_off' }, 'error service_crash_looping'],
    ['that has failed', { state: 'failed' }, 'error service_failed'],
    ['that is not ready', { state: 'unhealthy' }, 'error service_unhealthy'],
    ['that waits', { state: 'pulling', waitingOn: waiting(START_OF_TIME - MINUTE_MS) }, null],
    ['that waits, nobody knows since when', { state: 'pulling', waitingOn: waiting(null) }, null],
    [
      'that waits for long',
      { state: 'pulling', waitingOn: waiting(START_OF_TIME - 6 * MINUTE_MS) },
      'warning service_waiting',
    ],
  ];

  it.each(cases)('%s', (_title, status, expected) => {
    const [finding] = serviceFound(status);
    expect(finding === undefined ? null : `${finding.severity} ${finding.code}`).toBe(expected);
  });

  it('names the command that shows its log', () => {
    const [finding] = serviceFound({ name: 'web', state: 'backing_off', restarts: 7, lastError: 'exit code 3' });
    expect(finding?.message).toBe(
      'service web of acme/shop/production on node prod-1 ends again and again (7 restarts): exit code 3',
    );
    expect(finding?.nextActions[0]).toBe(
      'devopsellence logs web --node prod-1 --org acme --project shop --env production',
    );
  });

  it('is not blamed for an engine that does not answer', () => {
    const findings = serviceFound({ state: 'unhealthy' }, { engineError: 'no answer' });
    expect(findings.map(({ code }) => code)).toEqual(['engine_unavailable']);
  });
});
