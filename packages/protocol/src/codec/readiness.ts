import { AppError, type Check, type Readiness } from '@devopsellence/core';
import type { Readiness__Output, Readiness as WireReadiness } from '../gen/devopsellence/v1/Readiness.js';

export function encodeReadiness(readiness: Readiness | null): WireReadiness | null {
  if (readiness === null) return null;
  const { check, intervalMs, timeoutMs, retries, startPeriodMs } = readiness;
  return { ...encodeCheck(check), intervalMs, timeoutMs, retries, startPeriodMs };
}

export function decodeReadiness(wire: Readiness__Output | null): Readiness | null {
  if (wire === null) return null;
  const { intervalMs, timeoutMs, retries, startPeriodMs } = wire;
  return { check: decodeCheck(wire), intervalMs, timeoutMs, retries, startPeriodMs };
}

function encodeCheck(check: Check): WireReadiness {
  switch (check.kind) {
    case 'http':
      return { http: { path: check.path, port: check.port } };
    case 'tcp':
      return { tcp: { port: check.port } };
    case 'command':
      return { command: { command: [...check.command] } };
  }
}

function decodeCheck({ http, tcp, command }: Readiness__Output): Check {
  if (http) return { kind: 'http', path: http.path, port: http.port };
  if (tcp) return { kind: 'tcp', port: tcp.port };
  if (command) return { kind: 'command', command: command.command };
  throw new AppError('not_supported', {
    message: 'a readiness check is of a kind this agent does not know',
    nextActions: ['upgrade the agent'],
  });
}
