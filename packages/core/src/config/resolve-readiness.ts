import type { Check, Readiness } from '../model/probe.js';
import type { ReadinessConfig, ServiceConfig } from './config.js';
import { DEFAULTS } from './defaults.js';

interface Tunables {
  readonly interval?: number | undefined;
  readonly timeout?: number | undefined;
  readonly retries?: number | undefined;
  readonly start_period?: number | undefined;
}

/** The check of a service, from its healthcheck or its readiness; null when it has none. */
export function resolveReadiness(service: ServiceConfig): Readiness | null {
  const { healthcheck, readiness } = service;
  if (healthcheck !== undefined) return withTunables(healthcheckOf(service, healthcheck), healthcheck);
  const check = readiness === undefined ? null : checkOf(readiness);
  return readiness === undefined || check === null ? null : withTunables(check, readiness);
}

function healthcheckOf(service: ServiceConfig, healthcheck: NonNullable<ServiceConfig['healthcheck']>): Check {
  const httpPort = service.ports?.find((port) => port.name === 'http')?.port;
  return {
    kind: 'http',
    path: healthcheck.path ?? DEFAULTS.healthcheck.path,
    port: healthcheck.port ?? httpPort ?? DEFAULTS.healthcheck.port,
  };
}

function checkOf({ http, tcp, command }: ReadinessConfig): Check | null {
  if (http !== undefined) return { kind: 'http', path: http.path, port: http.port };
  if (tcp !== undefined) return { kind: 'tcp', port: tcp };
  return command === undefined ? null : { kind: 'command', command };
}

function withTunables(check: Check, tunables: Tunables): Readiness {
  const defaults = DEFAULTS.probe;
  return {
    check,
    intervalMs: tunables.interval ?? defaults.intervalMs,
    timeoutMs: tunables.timeout ?? defaults.timeoutMs,
    retries: tunables.retries ?? defaults.retries,
    startPeriodMs: tunables.start_period ?? defaults.startPeriodMs,
  };
}
