import { AppError, nearest } from '@devopsellence/core';
import { awaitNodes } from '../deploy/await-nodes.js';
import { titleOf } from '../deploy/environment-world.js';
import { namesOnNodes } from '../deploy/names-on-nodes.js';
import {
  type Environment,
  environmentTitle,
  findCurrentRelease,
  findPreset,
  findStandaloneService,
  listStandaloneServices,
  type Node,
  type Reader,
  type StandaloneService,
} from '../store/index.js';
import type { StandaloneDeps } from './service-request.js';

/** Standalone services of one environment. */
const MAX_SERVICES = 200;

/**
 * Throws when the environment cannot have another service of the name: it has one, or so many. Names are held against each
 * other in small letters, as those are that look them up.
 */
export async function requireAbsent(db: Reader, environment: Environment, name: string): Promise<void> {
  const isSame = (other: { readonly name: string }) => other.name.toLowerCase() === name.toLowerCase();
  const services = await listStandaloneServices(db, environment.id);
  const known = services.find(isSame);
  if (known !== undefined) throw known.name === name ? exists(known) : nameTaken(known.name, 'is a service already');
  const release = await findCurrentRelease(db, environment);
  const ofRelease = release?.spec.services.find(isSame);
  if (ofRelease !== undefined) {
    throw nameTaken(
      ofRelease.name,
      `is a service of release ${release?.number ?? 0} of ${environmentTitle(environment)}`,
    );
  }
  const left = [...(await namesOnNodes(db, environment))].find((other) => isSame({ name: other }));
  if (left !== undefined) throw nameTaken(left, 'is a service of a release that a node runs still, or may go back to');
  if (services.length < MAX_SERVICES) return;
  throw new AppError('not_supported', {
    message: `an environment has at most ${MAX_SERVICES} services of this kind`,
    nextActions: ['devopsellence service list'],
  });
}

/** The service of the name. Throws `not_found`. */
export async function requireService(db: Reader, environment: Environment, name: string): Promise<StandaloneService> {
  const found = await findStandaloneService(db, environment.id, name);
  if (found !== null) return found;
  const isRemembered = (await findPreset(db, environment.id, name)) !== null;
  const names = (await listStandaloneServices(db, environment.id)).map((service) => service.name);
  const candidate = nearest(name, names);
  const reason = isRemembered
    ? 'it was deleted, and its settings are kept'
    : candidate === null
      ? null
      : `did you mean ${candidate}?`;
  throw new AppError('not_found', {
    message: `environment ${environmentTitle(environment)} has no standalone service ${JSON.stringify(name)}`,
    ...(reason === null ? {} : { reason }),
    nextActions: [isRemembered ? `devopsellence service restore ${name}` : 'devopsellence service list'],
  });
}

/** Resolves once the node can be asked. Throws `node_held` or `node_offline` when it cannot. */
export async function requireReachable(deps: StandaloneDeps, node: Node, signal: AbortSignal): Promise<void> {
  const title = titleOf(node);
  if (node.heldAt !== null) throw held(title);
  await awaitNodes(deps, [node.id], signal);
  if (deps.fleet.connection(node.id) === 'online') return;
  throw new AppError('node_offline', {
    message: `node ${title} is not heard of, and nobody else can do this to the service`,
    nextActions: ['devopsellence node list', `devopsellence node diagnose ${title}`],
  });
}

/** A node that is left with what it runs since a restore. */
export function held(node: string): AppError {
  return new AppError('node_held', {
    message: `node ${node} is held since the restore, and this would change everything that runs there`,
    nextActions: ['devopsellence apply', `devopsellence fleet status --node ${node}`],
  });
}

function exists({ name, document }: StandaloneService): AppError {
  return new AppError('service_exists', {
    message: `there is a service ${name} already, ${document.isStopped === true ? 'stopped' : 'running'}`,
    nextActions: [
      `devopsellence service update ${name}`,
      `devopsellence service ${document.isStopped === true ? 'start' : 'restart'} ${name}`,
      `devopsellence service delete ${name}`,
    ],
  });
}

function nameTaken(name: string, what: string): AppError {
  return new AppError('name_taken', {
    message: `${name} ${what}`,
    reason: 'services of one environment reach each other by name',
    nextActions: ['choose another name', 'devopsellence status'],
  });
}
