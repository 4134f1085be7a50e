import { decodeDiagnosis, type wire } from '@devopsellence/protocol';
import { decodeFinding } from './decode.js';
import { decodeFleetNode } from './decode-status.js';
import type { DiagnosedNode } from './diagnosis-client.js';

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
