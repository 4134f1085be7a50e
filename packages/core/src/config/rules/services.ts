import type { EnvironmentSpec, ServiceSpec } from '../../model/spec.js';
import { type Problem, problem } from '../problem.js';

export function hasServices(spec: EnvironmentSpec): Problem[] {
  return spec.services.length === 0 ? [problem(['services'], 'must have at least one service')] : [];
}

/** Services and tasks are sorted by name, each name once. A config cannot break this, a document from elsewhere can. */
export function namesAreSorted(spec: EnvironmentSpec): Problem[] {
  const lists = [
    ['services', spec.services],
    ['tasks', spec.tasks],
  ] as const;
  return lists.flatMap(([key, list]) =>
    list.flatMap(({ name }, index) => {
      const previous = list[index - 1];
      return previous === undefined || previous.name < name
        ? []
        : [problem([key, name], 'must come once, in the order of the names')];
    }),
  );
}

/** Who has the role web can be reached by HTTP and says when it is healthy; who can be reached by HTTP has the role web. */
export function webServicesAreComplete(spec: EnvironmentSpec): Problem[] {
  return spec.services.flatMap((service) => (service.role === 'web' ? incompleteWeb(service) : disguisedWeb(service)));
}

function incompleteWeb(service: ServiceSpec): Problem[] {
  const path = ['services', service.name];
  const reason = service.name === 'web' ? 'is a web service by its name' : 'is a web service';
  return [
    ...(hasHttpPort(service) ? [] : [problem(path, `${reason} and needs a port named http`, httpPortHint(service))]),
    ...(service.readiness === null
      ? [problem(path, `${reason} and needs a healthcheck`, 'add healthcheck: {path: /up}')]
      : []),
  ];
}

function httpPortHint(service: ServiceSpec): string {
  return service.name === 'web' || service.readiness === null
    ? 'add ports: [{name: http, port: 3000}]'
    : 'add ports: [{name: http, port: 3000}], or use readiness, which suits any service, instead of healthcheck';
}

function disguisedWeb(service: ServiceSpec): Problem[] {
  return service.name === 'web' || hasHttpPort(service)
    ? [problem(['services', service.name], 'is a web service and cannot have the role worker')]
    : [];
}

function hasHttpPort(service: ServiceSpec): boolean {
  return service.ports.some((port) => port.name === 'http');
}
