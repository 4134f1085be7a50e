import type { Dependency, EnvironmentSpec } from '../../model/spec.js';
import { nearest } from '../nearest.js';
import type { ConfigPath } from '../path.js';
import { type Problem, problem } from '../problem.js';

/** Every dependency, of services and of tasks, names another service, once, and waits for something that can come true. */
export function dependenciesExist(spec: EnvironmentSpec): Problem[] {
  const owners = [
    ...spec.services.map(({ name, dependsOn }) => ({ path: ['services', name], service: name, dependsOn })),
    ...spec.tasks.map(({ name, dependsOn }) => ({ path: ['tasks', name], service: null, dependsOn })),
  ];
  return owners.flatMap(({ path, service, dependsOn }) =>
    dependsOn.flatMap((dependency, index) => {
      const at = [...path, 'depends_on', dependency.service];
      if (dependency.service === service)
        return [problem(at, 'must not be the service itself', `remove ${service} from its own depends_on`)];
      if (dependsOn.slice(0, index).some((other) => other.service === dependency.service)) {
        return [problem(at, `must be unique: ${dependency.service} is listed already`)];
      }
      return unmet(spec, dependency, at);
    }),
  );
}

function unmet(spec: EnvironmentSpec, dependency: Dependency, at: ConfigPath): Problem[] {
  const service = spec.services.find((candidate) => candidate.name === dependency.service);
  if (service === undefined) return [unknownService(spec, dependency.service, at)];
  if (dependency.condition === 'started' || service.readiness !== null) return [];
  return [
    problem(
      at,
      `cannot wait until ${service.name} is ready: ${service.name} has no check`,
      `add readiness to ${service.name}, or use condition: started`,
    ),
  ];
}

/** The problem of a name that no service has. */
export function unknownService(spec: EnvironmentSpec, name: string, at: ConfigPath): Problem {
  const names = spec.services.map((service) => service.name);
  const meant = nearest(name, names);
  const hint =
    meant === null
      ? `the services are ${names.join(', ')}; a standalone service is not among them`
      : `did you mean ${meant}?`;
  return problem(at, `must be a service: there is no service ${name}`, hint);
}
