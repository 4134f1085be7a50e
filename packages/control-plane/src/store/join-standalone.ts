import { compareText, DEFAULTS, type DesiredEnvironment, environmentSlug } from '@devopsellence/core';
import type { PlacedStandaloneService } from './standalone-services.js';

/**
 * The environments of a node, by id, with its standalone services among those of their releases. One of which nothing was
 * deployed has them alone.
 */
export function joinStandaloneServices(
  environments: readonly DesiredEnvironment[],
  placed: readonly PlacedStandaloneService[],
): readonly DesiredEnvironment[] {
  const byId = new Map(environments.map((environment) => [environment.id, environment]));
  for (const service of placed) {
    const environment = byId.get(service.environmentId) ?? withoutRelease(service);
    const services = [...environment.services, service.document].toSorted((a, b) => compareText(a.name, b.name));
    byId.set(environment.id, { ...environment, services });
  }
  return [...byId.values()].toSorted((a, b) => compareText(a.id, b.id));
}

function withoutRelease(service: PlacedStandaloneService): DesiredEnvironment {
  const { environmentId: id, organization, project, environment: name } = service;
  return {
    id,
    organization,
    project,
    name,
    slug: environmentSlug({ project, environment: name, id }),
    releaseId: '',
    deploymentId: '',
    stableForMs: DEFAULTS.rollout.stableForMs,
    services: [],
    taskRuns: [],
  };
}
