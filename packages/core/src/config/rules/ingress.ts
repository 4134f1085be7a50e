import type { EnvironmentSpec, IngressRule, IngressSpec } from '../../model/spec.js';
import { nearest } from '../nearest.js';
import { type Problem, problem } from '../problem.js';
import { unknownService } from './dependencies.js';

/** Every host is listed once, every rule is for one of them and leads to a port that exists, and no two rules match the same. */
export function ingressLeadsSomewhere(spec: EnvironmentSpec): Problem[] {
  const { ingress } = spec;
  if (ingress === null) return [];
  return [
    ...listProblems(ingress),
    ...hostProblems(ingress),
    ...ingress.rules.flatMap((rule, index) => [
      ...matchProblems(ingress, rule, index),
      ...targetProblems(spec, rule, index),
    ]),
  ];
}

function listProblems({ hosts, rules }: IngressSpec): Problem[] {
  return [
    ...(hosts.length === 0
      ? [problem(['ingress'], 'must have at least one host', 'add hosts: [app.example.com]')]
      : []),
    ...(rules.length === 0 ? [problem(['ingress'], 'must have at least one rule')] : []),
  ];
}

function hostProblems({ hosts }: IngressSpec): Problem[] {
  return hosts.flatMap((host, index) =>
    hosts.indexOf(host) < index
      ? [problem(['ingress', 'hosts', index], `must be unique: ${host} is listed already`)]
      : [],
  );
}

function matchProblems({ hosts, rules }: IngressSpec, rule: IngressRule, index: number): Problem[] {
  const path = ['ingress', 'rules', index, 'match'];
  if (!hosts.includes(rule.host)) {
    const meant = nearest(rule.host, hosts);
    const hint = meant === null ? `add ${rule.host} to ingress.hosts` : `did you mean ${meant}?`;
    return [problem([...path, 'host'], `must be one of the hosts: ${rule.host} is not`, hint)];
  }
  const earlier = rules.slice(0, index);
  const repeated = earlier.some((other) => other.host === rule.host && other.pathPrefix === rule.pathPrefix);
  return repeated ? [problem(path, `must be unique: another rule is for ${rule.host}${rule.pathPrefix} already`)] : [];
}

function targetProblems(spec: EnvironmentSpec, rule: IngressRule, index: number): Problem[] {
  const path = ['ingress', 'rules', index, 'target'];
  const service = spec.services.find((candidate) => candidate.name === rule.service);
  if (service === undefined) return [unknownService(spec, rule.service, [...path, 'service'])];
  if (service.ports.some((port) => port.name === rule.port)) return [];
  const names = service.ports.map((port) => port.name);
  const hint = names.length === 0 ? `${service.name} has no ports` : `the ports are ${names.join(', ')}`;
  return [problem([...path, 'port'], `must be a port of ${service.name}: it has no port named ${rule.port}`, hint)];
}
