import { AppError, nearest } from '@devopsellence/core';
import { titleOf } from '../deploy/environment-world.js';
import {
  attachedNodes,
  desiredServicesByNode,
  type Environment,
  environmentTitle,
  findCurrentRelease,
  type Node,
  type Reader,
} from '../store/index.js';

export interface TargetFilter {
  /** Empty: any. */
  readonly service: string;
  /** Name or id; empty: any. */
  readonly node: string;
}

/**
 * The attached nodes that were told to run the service (any service, when none is named), of the release or standalone,
 * sorted by name. Never empty: throws what is wrong with the names, or `service_not_running`.
 */
export async function findTargets(
  db: Reader,
  environment: Environment,
  { service, node }: TargetFilter,
): Promise<readonly Node[]> {
  const attached = await attachedNodes(db, environment.id);
  if (node !== '' && !attached.some((candidate) => isNamed(candidate, node))) throw notAttached(environment, node);
  const desired = await desiredServicesByNode(db, environment.id);
  const services = new Map([...desired].map(([nodeId, own]) => [nodeId, own.map(({ name }) => name)]));
  const known = [...new Set([...services.values()].flat())].toSorted();
  if (service !== '' && !known.includes(service)) {
    throw (await isTask(db, environment, service))
      ? isNoService(service)
      : noSuchService(environment, service, { known });
  }
  const targets = attached.filter((candidate) => {
    const own = services.get(candidate.id) ?? [];
    return (node === '' || isNamed(candidate, node)) && (service === '' ? own.length > 0 : own.includes(service));
  });
  if (targets.length === 0) throw notRunning(environment, { service, node });
  return targets;
}

async function isTask(db: Reader, environment: Environment, name: string): Promise<boolean> {
  const release = await findCurrentRelease(db, environment);
  return release?.spec.tasks.some((task) => task.name === name) ?? false;
}

function isNoService(task: string): AppError {
  return new AppError('not_found', {
    message: `${task} is a task, not a service`,
    nextActions: [`devopsellence logs --task ${task}`, `devopsellence task run ${task}`],
  });
}

/** Whether `node` is the name or the id of the node. */
export function isNamed(candidate: Node, node: string): boolean {
  return candidate.name === node || candidate.id === node || titleOf(candidate) === node;
}

export function notAttached(environment: Environment, node: string): AppError {
  return new AppError('not_found', {
    message: `no node ${JSON.stringify(node.slice(0, 80))} is attached to environment ${environmentTitle(environment)}`,
    nextActions: ['devopsellence status', 'devopsellence node list'],
  });
}

/** `silent`: names of nodes that were to say whether they know it, and could not be asked. */
export function noSuchService(
  environment: Environment,
  service: string,
  { known, silent = [] }: { readonly known: readonly string[]; readonly silent?: readonly string[] },
): AppError {
  const candidate = nearest(service, known);
  return new AppError('not_found', {
    message: `environment ${environmentTitle(environment)} has no service ${JSON.stringify(service.slice(0, 80))}`,
    ...(candidate === null ? {} : { reason: `did you mean ${candidate}?` }),
    evidence: [
      ...(known.length === 0 ? [] : [`services: ${known.join(', ')}`]),
      ...(silent.length === 0 ? [] : [`nodes that could not be asked: ${silent.join(', ')}`]),
    ],
    nextActions: [known.length === 0 ? 'devopsellence deploy' : 'devopsellence status'],
  });
}

export function notRunning(environment: Environment, { service, node }: TargetFilter): AppError {
  const what = service === '' ? 'nothing' : `service ${service} does not run`;
  const where = node === '' ? `in environment ${environmentTitle(environment)}` : `on node ${node}`;
  return new AppError('service_not_running', {
    message: service === '' ? `${what} runs ${where}` : `${what} ${where}`,
    nextActions: ['devopsellence status'],
  });
}
