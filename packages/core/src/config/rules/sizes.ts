import type { EnvironmentSpec } from '../../model/spec.js';
import { canonicalJson } from '../canonical-json.js';
import { MAX_SERVICES, MAX_SPEC_LENGTH, MAX_TASKS, MAX_VARIABLES } from '../limits.js';
import type { ConfigPath } from '../path.js';
import { type Problem, problem } from '../problem.js';

/** Nothing is larger than the control plane accepts. */
export function sizesAreBounded(spec: EnvironmentSpec): Problem[] {
  return [
    ...bounded(['services'], 'services', spec.services.length, MAX_SERVICES),
    ...bounded(['tasks'], 'tasks', spec.tasks.length, MAX_TASKS),
    ...spec.services.flatMap(({ name, env }) => variables(['services', name, 'env'], env)),
    ...spec.tasks.flatMap(({ name, env }) => variables(['tasks', name, 'env'], env)),
    ...bounded([], 'letters', canonicalJson(spec).length, MAX_SPEC_LENGTH),
  ];
}

function variables(path: ConfigPath, env: Readonly<Record<string, string>>): Problem[] {
  return bounded(path, 'variables', Object.keys(env).length, MAX_VARIABLES);
}

function bounded(path: ConfigPath, things: string, count: number, limit: number): Problem[] {
  return count > limit ? [problem(path, `must have at most ${limit} ${things}, not ${count}`)] : [];
}
