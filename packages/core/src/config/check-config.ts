import type { Config, ServiceConfig } from './config.js';
import { type MergedConfig, mergeEnvironment } from './merge.js';
import { nearest } from './nearest.js';
import { formatPath } from './path.js';
import { keyProblem, type Problem, problem } from './problem.js';
import { own } from './record.js';
import { defaultEnvironment, resolveMerged } from './resolve.js';
import { checkSpec } from './rules/check-spec.js';
import { commandProblems } from './rules/tasks.js';

/**
 * What is wrong between the parts of a config: in the base, and in every environment it declares. What is wrong in
 * the base already is not said again for each environment.
 */
export function checkConfig(config: Config): Problem[] {
  const base = checkMerged(config, defaultEnvironment(config), mergeEnvironment({ ...config, environments: {} }, ''));
  const known = new Set(base.map(identity));
  return [
    ...base,
    ...Object.keys(config.environments ?? {}).flatMap((environment) => [
      ...overlaidServicesExist(config, environment),
      ...checkMerged(config, environment, mergeEnvironment(config, environment))
        .filter((found) => !known.has(identity(found)))
        .map((found) => ({ ...found, path: ['environments', environment, ...found.path] })),
    ]),
  ];
}

function checkMerged(config: Config, environment: string, merged: MergedConfig): Problem[] {
  const found = [
    ...Object.entries(merged.services).flatMap(([name, service]) => checkProbes(name, service)),
    ...Object.entries(merged.tasks).flatMap(([name, task]) => commandProblems(name, task.command, task.args)),
    ...checkSpec(resolveMerged(config, environment, merged)),
  ];
  return [...new Map(found.map((each) => [identity(each), each])).values()];
}

const PROBE_HINT = 'for example {tcp: 6379}, {http: {path: /up, port: 3000}} or {command: [redis-cli, ping]}';

/** A service has one check, made in one way. */
function checkProbes(name: string, { healthcheck, readiness }: ServiceConfig): Problem[] {
  if (readiness === undefined) return [];
  const path = ['services', name, 'readiness'];
  const kinds = [readiness.http, readiness.tcp, readiness.command].filter((kind) => kind !== undefined);
  return [
    ...(healthcheck === undefined
      ? []
      : [problem(path, 'must not stand beside healthcheck', 'both say when the service is ready; remove one')]),
    ...(kinds.length === 1 ? [] : [problem(path, 'must have exactly one of http, tcp and command', PROBE_HINT)]),
  ];
}

function overlaidServicesExist(config: Config, environment: string): Problem[] {
  const names = Object.keys(config.services);
  const overlaid = Object.keys(own(config.environments, environment)?.services ?? {});
  return overlaid.flatMap((name) => {
    if (names.includes(name)) return [];
    const meant = nearest(name, names);
    const hint =
      meant === null ? 'an environment cannot add a service; declare it under services' : `did you mean ${meant}?`;
    return [keyProblem(['environments', environment, 'services', name], 'must be a service of the base', hint)];
  });
}

function identity({ path, message }: Problem): string {
  return `${formatPath(path)}: ${message}`;
}
