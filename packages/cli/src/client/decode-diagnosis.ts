import { decodeControlPlaneFacts, decodeDiagnosis, type wire } from '@devopsellence/protocol';
import { decodeFinding } from './decode.js';
import { decodeFleetNode } from './decode-status.js';
import type { DiagnosedControlPlane, DiagnosedNode } from './diagnosis-client.js';
import { missing } from './malformed.js';

export function decodeDiagnosed(reply: wire.DiagnoseNodeReply__Output): DiagnosedNode {
  const { diagnosis, failure } = reply;
  return {
    ...decodeFleetNode(reply),
    diagnosis: diagnosis === null ? null : decodeDiagnosis(diagnosis),
    clock: reply.clock,
    failure: failure?.message ?? null,
    findings: reply.findings.map(decodeFinding),
  };
}

export function decodeDiagnosedControlPlane(reply: wire.DiagnoseControlPlaneReply__Output): DiagnosedControlPlane {
  const facts = reply.facts === null ? null : decodeControlPlaneFacts(reply.facts);
  if (facts === null) throw missing('facts of the control plane');
  return { facts, findings: reply.findings.map(decodeFinding), log: reply.log, metrics: reply.metrics };
}
