import { type Instant, toIso } from '../model/instant.js';
import { diagnoseDisk } from './diagnose-disk.js';
import { type Finding, worstFirst } from './finding.js';
import type { DiskFacts } from './node-diagnosis.js';

const DAY_MS = 86_400_000;
const HIGH_LAG_MS = 250;
const LONG_QUEUE = 5_000;

/** The control plane as it sees itself. */
export interface ControlPlaneFacts {
  readonly version: string;
  readonly at: Instant;
  readonly startedAt: Instant;
  readonly memoryBytes: number;
  readonly databaseBytes: number;
  /** Where its data directory is. */
  readonly disk: DiskFacts;
  readonly authorityEndsAt: Instant;
  readonly serverCertificateEndsAt: Instant;
  /** How late its event loop has been, 99 times of 100, since the last time that somebody asked. */
  readonly eventLoopLagMs: number;
  /** Reports of nodes that are not in the database yet. */
  readonly pendingReports: number;
}

/** What is wrong with the control plane, the worst first. */
export function diagnoseControlPlane(facts: ControlPlaneFacts): readonly Finding[] {
  const room = ['on its machine: df -h', 'give the data directory of the control plane a larger disk'];
  return worstFirst([
    ...diagnoseDisk(facts.disk, 'on the control plane', room),
    ...serverCertificate(facts),
    ...authority(facts),
    ...lag(facts),
    ...queue(facts),
  ]);
}

/** It is made anew at a start when it has less than a year left. */
function serverCertificate({ serverCertificateEndsAt, at }: ControlPlaneFacts): readonly Finding[] {
  const leftMs = serverCertificateEndsAt - at;
  if (leftMs >= 30 * DAY_MS) return [];
  return [
    {
      severity: leftMs < 3 * DAY_MS ? 'error' : 'warning',
      code: 'server_certificate_ends',
      message: `the server certificate of the control plane ends at ${toIso(serverCertificateEndsAt)}`,
      nextActions: ['on its machine: systemctl restart devopsellence-control-plane'],
    },
  ];
}

function authority({ authorityEndsAt, at }: ControlPlaneFacts): readonly Finding[] {
  const leftMs = authorityEndsAt - at;
  if (leftMs >= 180 * DAY_MS) return [];
  return [
    {
      severity: leftMs < 30 * DAY_MS ? 'error' : 'warning',
      code: 'authority_ends',
      message: `the certificate authority ends at ${toIso(authorityEndsAt)}: no node and no token is trusted after that`,
      nextActions: ['devopsellence ca rotate'],
    },
  ];
}

function lag({ eventLoopLagMs }: ControlPlaneFacts): readonly Finding[] {
  if (eventLoopLagMs < HIGH_LAG_MS) return [];
  return [
    {
      severity: 'warning',
      code: 'control_plane_slow',
      message: `the control plane answers late: its event loop was ${Math.round(eventLoopLagMs)} ms behind`,
      nextActions: ['on its machine: top', 'move the control plane to a machine with more CPU or a faster disk'],
    },
  ];
}

function queue({ pendingReports }: ControlPlaneFacts): readonly Finding[] {
  if (pendingReports < LONG_QUEUE) return [];
  return [
    {
      severity: 'warning',
      code: 'reports_pile_up',
      message: `${pendingReports} reports of nodes wait to be written to the database`,
      nextActions: ['on its machine: iostat -x 1', 'devopsellence fleet status'],
    },
  ];
}
