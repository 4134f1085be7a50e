import type { Dependency } from '../model/spec.js';
import type { DependsOnConfig, ServiceConfig } from './config.js';
import { own } from './record.js';

/** Both forms of `depends_on` as one list, sorted by service: a service with a check is waited for until it is ready. */
export function resolveDependencies(
  dependsOn: DependsOnConfig | undefined,
  services: Readonly<Record<string, ServiceConfig>>,
): readonly Dependency[] {
  const entries = Array.isArray(dependsOn)
    ? dependsOn.map((service) => ({ service, condition: undefined, timeout: undefined }))
    : Object.entries(dependsOn ?? {}).map(([service, { condition, timeout }]) => ({ service, condition, timeout }));
  return entries
    .map(({ service, condition, timeout }) => ({
      service,
      condition: condition ?? (hasCheck(own(services, service)) ? 'ready' : 'started'),
      timeoutMs: timeout ?? null,
    }))
    .sort((left, right) => (left.service < right.service ? -1 : Number(left.service > right.service)));
}

function hasCheck(service: ServiceConfig | undefined): boolean {
  return service?.healthcheck !== undefined || service?.readiness !== undefined;
}
