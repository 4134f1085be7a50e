import type { EnvironmentSpec, IngressSpec, RolloutSpec } from '../model/spec.js';
import type { Config } from './config.js';
import { DEFAULTS } from './defaults.js';
import { type MergedConfig, type MergedIngress, mergeEnvironment } from './merge.js';
import { sortedEntries } from './record.js';
import { resolveService } from './resolve-service.js';
import { resolveTask } from './resolve-task.js';

/**
 * The spec of one environment: its overlay applied, every default filled in, services and tasks sorted by name.
 * An environment that the config does not declare gets the base. Total and deterministic for a config that parsed.
 */
export function resolve(config: Config, environment: string): EnvironmentSpec {
  return resolveMerged(config, environment, mergeEnvironment(config, environment));
}

/** The same for an environment whose overlay has been merged already. */
export function resolveMerged(config: Config, environment: string, merged: MergedConfig): EnvironmentSpec {
  return {
    organization: config.organization,
    project: config.project,
    environment,
    services: sortedEntries(merged.services).map(([name, service]) => resolveService(name, service, merged.services)),
    tasks: sortedEntries(merged.tasks).map(([name, task]) => resolveTask(name, task, merged.services)),
    ingress: merged.ingress === undefined ? null : resolveIngress(merged.ingress),
    rollout: resolveRollout(merged.rollout ?? {}),
  };
}

/** The environment that commands act on when they are not told. */
export function defaultEnvironment(config: Config): string {
  return config.default_environment ?? DEFAULTS.environment;
}

function resolveIngress(ingress: MergedIngress): IngressSpec {
  const mode = ingress.tls?.mode ?? DEFAULTS.ingress.tlsMode;
  return {
    hosts: (ingress.hosts ?? []).map((host) => host.toLowerCase()),
    rules: (ingress.rules ?? []).map(({ match, target }) => ({
      host: match.host.toLowerCase(),
      pathPrefix: match.path_prefix ?? DEFAULTS.ingress.pathPrefix,
      service: target.service,
      port: target.port,
    })),
    tls: {
      mode,
      email: ingress.tls?.email ?? null,
      caDirectoryUrl: ingress.tls?.ca_directory_url ?? null,
      caRootFile: ingress.tls?.ca_root_file ?? null,
    },
    redirectHttp: ingress.redirect_http ?? mode === 'auto',
  };
}

function resolveRollout(rollout: NonNullable<Config['rollout']>): RolloutSpec {
  const defaults = DEFAULTS.rollout;
  const deadlineMs = rollout.deadline ?? defaults.deadlineMs;
  return {
    maxUnavailable: rollout.max_unavailable ?? defaults.maxUnavailable,
    pauseMs: rollout.pause ?? defaults.pauseMs,
    stableForMs: rollout.stable_for ?? defaults.stableForMs,
    healthDeadlineMs: rollout.health_deadline ?? Math.min(defaults.healthDeadlineMs, deadlineMs),
    deadlineMs,
    onFailure: rollout.on_failure ?? defaults.onFailure,
  };
}
