import type { Role, ServiceSpec } from '../model/spec.js';
import type { ServiceConfig } from './config.js';
import { DEFAULTS } from './defaults.js';
import { sortedEntries } from './record.js';
import { resolveDependencies } from './resolve-dependencies.js';
import { resolveReadiness } from './resolve-readiness.js';

type Services = Readonly<Record<string, ServiceConfig>>;

/** Every field of a service decided; the other services tell what its dependencies can wait for. */
export function resolveService(name: string, service: ServiceConfig, services: Services): ServiceSpec {
  const role = inferRole(name, service);
  return {
    name,
    role,
    image: service.image ?? null,
    command: service.command ?? [],
    args: service.args ?? [],
    env: sortedRecord(service.env),
    secretRefs: service.secret_refs ?? [],
    ports: service.ports ?? [],
    volumes: service.volumes ?? [],
    readiness: resolveReadiness(service),
    dependsOn: resolveDependencies(service.depends_on, services),
    resources: { memoryBytes: service.resources?.memory ?? null, cpus: service.resources?.cpus ?? null },
    stopGraceMs: service.stop_grace_period ?? DEFAULTS.stopGraceMs,
    placement: { labels: service.placement?.labels ?? [], count: service.placement?.count ?? null },
    order: service.rollout?.order ?? DEFAULTS.order[role],
  };
}

/** A port named http, a healthcheck, or the name web makes a web service; `readiness` has no say in it. */
function inferRole(name: string, service: ServiceConfig): Role {
  const hasHttpPort = service.ports?.some((port) => port.name === 'http') ?? false;
  return name === 'web' || hasHttpPort || service.healthcheck !== undefined ? 'web' : 'worker';
}

/** The same record whatever order its keys were written in. */
export function sortedRecord(record: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(sortedEntries(record));
}
