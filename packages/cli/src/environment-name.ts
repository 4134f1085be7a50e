import type { EnvironmentName } from './client/names.js';

/** `acme/shop production`, as people see it. */
export function formatEnvironment({ organization, project, environment }: EnvironmentName): string {
  return `${organization}/${project} ${environment}`;
}
