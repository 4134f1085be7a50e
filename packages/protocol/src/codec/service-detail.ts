import type { ProbeResult, ServiceDetail, ServiceExit } from '@devopsellence/core';
import type { ProbeResult__Output, ProbeResult as WireProbe } from '../gen/devopsellence/v1/ProbeResult.js';
import type { ServiceDetail__Output, ServiceDetail as WireDetail } from '../gen/devopsellence/v1/ServiceDetail.js';
import type { ServiceExit__Output, ServiceExit as WireExit } from '../gen/devopsellence/v1/ServiceExit.js';
import { decodeServiceStatus, encodeServiceStatus } from './node-report.js';

export function encodeServiceDetail({ at, status, probe, exits }: ServiceDetail): WireDetail {
  return {
    atMs: at,
    status: status === null ? null : encodeServiceStatus(status),
    probe: probe === null ? null : encodeProbe(probe),
    exits: exits.map(encodeExit),
  };
}

export function decodeServiceDetail({ atMs, status, probe, exits }: ServiceDetail__Output): ServiceDetail {
  return {
    at: atMs,
    status: status === null ? null : decodeServiceStatus(status),
    probe: probe === null ? null : decodeProbe(probe),
    exits: exits.map(decodeExit),
  };
}

function encodeProbe({ at, since, ...probe }: ProbeResult): WireProbe {
  return { ...probe, atMs: at, sinceMs: since };
}

function decodeProbe({ atMs, sinceMs, ...probe }: ProbeResult__Output): ProbeResult {
  return { ...probe, at: atMs, since: sinceMs };
}

function encodeExit({ startedAt, endedAt, lastLines, ...exit }: ServiceExit): WireExit {
  return { ...exit, startedAtMs: startedAt, endedAtMs: endedAt, lastLines: [...lastLines] };
}

function decodeExit({ startedAtMs, endedAtMs, ...exit }: ServiceExit__Output): ServiceExit {
  return { ...exit, startedAt: startedAtMs, endedAt: endedAtMs };
}
