import { AppError, isStandaloneName, NAME_RULES, type NameKind } from '@devopsellence/core';
import type { wire } from '@devopsellence/protocol';
import type { Scope } from '../access/scope.js';
import type { EnvironmentNames } from '../store/index.js';

/** The text, if it may be a name of this kind; throws `invalid_argument` otherwise. */
export function requireName(kind: NameKind, text: string): string {
  const rule = NAME_RULES[kind];
  if (rule.pattern.test(text)) return text;
  const hint = rule.hint(text);
  throw new AppError('invalid_argument', {
    message: `${kind} ${JSON.stringify(text.slice(0, 80))} ${rule.message}`,
    ...(hint === null ? {} : { reason: hint }),
  });
}

/** The text, if a service of a release or a standalone one may have it as its name; throws `invalid_argument`. */
export function requireServiceName(text: string): string {
  return isStandaloneName(text) ? text : requireName('service', text);
}

/** The three names of an environment; throws `invalid_argument` when one is missing or cannot be one. */
export function requireEnvironmentNames(name: wire.EnvironmentName__Output | null): EnvironmentNames {
  if (name === null) throw new AppError('invalid_argument', { message: 'the call names no environment' });
  return {
    organization: requireName('organization', name.organization),
    project: requireName('project', name.project),
    environment: requireName('environment', name.environment),
  };
}

/** The scope, if its names can be such; throws `invalid_argument`. */
export function requireScopeNames(scope: Scope): Scope {
  const { organization, project, environment } = scope;
  if (organization !== null) requireName('organization', organization);
  if (project !== null) requireName('project', project);
  if (environment !== null) requireName('environment', environment);
  return scope;
}

const MAX_LABELS = 64;

/** Sorted, each once; throws `invalid_argument`. */
export function requireLabels(labels: readonly string[]): string[] {
  if (labels.length > MAX_LABELS) {
    throw new AppError('invalid_argument', { message: `a node has at most ${MAX_LABELS} labels` });
  }
  return [...new Set(labels.map((label) => requireName('label', label)))].sort();
}
