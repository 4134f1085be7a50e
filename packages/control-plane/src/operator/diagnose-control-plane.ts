import {
  AppError,
  type BackupFacts,
  diagnoseBackups,
  diagnoseControlPlane,
  diagnoseKeys,
  type KeyFacts,
  worstFirst,
} from '@devopsellence/core';
import { encodeControlPlaneFacts, type wire } from '@devopsellence/protocol';
import type { LogRing } from '@devopsellence/runtime';
import type { Metrics } from '../server/metrics.js';
import type { VitalSigns } from '../server/vital-signs.js';
import type { UnaryHandlers } from './handler.js';

const MAX_LOG_LINES = 2_000;

export interface DiagnoseControlPlaneDeps {
  readonly vitalSigns: VitalSigns;
  readonly metrics: Metrics;
  readonly backupFacts: () => Promise<BackupFacts>;
  readonly keyFacts: () => Promise<KeyFacts>;
  /** What the control plane logged. */
  readonly log: LogRing;
}

export function diagnoseControlPlaneHandlers(
  deps: DiagnoseControlPlaneDeps,
): Pick<UnaryHandlers, 'DiagnoseControlPlane'> {
  return { DiagnoseControlPlane: (request) => diagnose(deps, request) };
}

async function diagnose(
  { vitalSigns, metrics, backupFacts, keyFacts, log }: DiagnoseControlPlaneDeps,
  { logLines, metrics: wantsMetrics }: wire.DiagnoseControlPlaneRequest__Output,
): Promise<wire.DiagnoseControlPlaneReply> {
  if (logLines > MAX_LOG_LINES) {
    throw new AppError('invalid_argument', { message: `log_lines must be at most ${MAX_LOG_LINES}` });
  }
  const facts = await vitalSigns.read();
  const findings = worstFirst([
    ...diagnoseControlPlane(facts),
    ...diagnoseBackups(await backupFacts()),
    ...diagnoseKeys(await keyFacts()),
  ]);
  return {
    facts: encodeControlPlaneFacts(facts),
    findings: findings.map((finding) => ({ ...finding, nextActions: [...finding.nextActions] })),
    log: log.tail(logLines).map(({ text }) => text),
    metrics: wantsMetrics ? await metrics.page() : '',
  };
}
