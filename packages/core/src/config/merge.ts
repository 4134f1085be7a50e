import type { Config, OverlayConfig, ReadinessConfig, ServiceConfig } from './config.js';
import { own } from './record.js';

/** A task that an overlay adds may lack its service: the rules say so. */
export type MergedTask = NonNullable<OverlayConfig['tasks']>[string];
export type MergedIngress = NonNullable<OverlayConfig['ingress']>;

/** The config as one environment sees it, defaults not yet applied. */
export interface MergedConfig {
  readonly services: Readonly<Record<string, ServiceConfig>>;
  readonly tasks: Readonly<Record<string, MergedTask>>;
  readonly ingress: MergedIngress | undefined;
  readonly rollout: Config['rollout'];
}

/**
 * Lays the overlay of the environment over the base; the base alone when the environment is not declared.
 * What stands alone or is a list replaces what was there; `env` merges by variable, other mappings by field.
 * Services that only the overlay has are left out: the rules refuse them.
 */
export function mergeEnvironment(config: Config, environment: string): MergedConfig {
  const overlay: OverlayConfig = own(config.environments, environment) ?? {};
  return {
    services: mapRecord(config.services, (service, name) => mergeService(service, own(overlay.services, name))),
    tasks: mergeTasks(config.tasks ?? {}, overlay.tasks ?? {}),
    ingress: mergeIngress(config.ingress, overlay.ingress),
    rollout: mergeFields(config.rollout, overlay.rollout),
  };
}

function mergeService(base: ServiceConfig, overlay: ServiceConfig | undefined): ServiceConfig {
  if (overlay === undefined) return base;
  return {
    ...base,
    ...overlay,
    env: mergeFields(base.env, overlay.env),
    healthcheck: mergeFields(base.healthcheck, overlay.healthcheck),
    readiness: mergeReadiness(base.readiness, overlay.readiness),
    resources: mergeFields(base.resources, overlay.resources),
    placement: mergeFields(base.placement, overlay.placement),
    rollout: mergeFields(base.rollout, overlay.rollout),
  };
}

/** A check of another kind replaces the check; the same kind is replaced as a whole. */
function mergeReadiness(base?: ReadinessConfig, overlay?: ReadinessConfig): ReadinessConfig | undefined {
  const replacesCheck = overlay?.http !== undefined || overlay?.tcp !== undefined || overlay?.command !== undefined;
  if (base === undefined || !replacesCheck) return mergeFields(base, overlay);
  const { http: _http, tcp: _tcp, command: _command, ...tunables } = base;
  return { ...tunables, ...overlay };
}

function mergeTasks(
  base: Readonly<Record<string, MergedTask>>,
  overlay: Readonly<Record<string, MergedTask>>,
): Readonly<Record<string, MergedTask>> {
  return mapRecord({ ...base, ...overlay }, (_, name) => {
    const before = own(base, name);
    const changes = own(overlay, name);
    return { ...before, ...changes, env: mergeFields(before?.env, changes?.env) };
  });
}

function mergeIngress(base?: MergedIngress, overlay?: MergedIngress): MergedIngress | undefined {
  if (base === undefined || overlay === undefined) return overlay ?? base;
  return { ...base, ...overlay, tls: mergeFields(base.tls, overlay.tls) };
}

function mergeFields<T extends object>(base: T | undefined, overlay: T | undefined): T | undefined {
  return base === undefined || overlay === undefined ? (overlay ?? base) : { ...base, ...overlay };
}

function mapRecord<T>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
