import type { SecretVersion } from '@devopsellence/core';
import {
  attachedNodes,
  type Deployment,
  type Environment,
  findCurrentRelease,
  listPublishedEnvironments,
  listSecrets,
  listStandaloneServices,
  type Node,
  type PublishedEnvironment,
  type Reader,
  type Release,
  runningDeployments,
} from '../store/index.js';
import type { Superseded } from './supersede.js';

/** All facts from which a deployment of an environment is decided. Of one moment when read in a transaction. */
export interface EnvironmentWorld {
  readonly environment: Environment;
  /** Attached, sorted by name. */
  readonly nodes: readonly Node[];
  readonly secrets: readonly SecretVersion[];
  /** Names of its standalone services, sorted: no service of a release may have one of them, in whatever letters. */
  readonly standalone: readonly string[];
  /** By node id. */
  readonly published: ReadonlyMap<string, PublishedEnvironment>;
  readonly currentRelease: Release | null;
  readonly running: Deployment | null;
  /** What was running and ends for the sake of the deployment that is decided; null: nothing. */
  readonly superseded: Superseded | null;
}

export async function readEnvironmentWorld(db: Reader, environment: Environment): Promise<EnvironmentWorld> {
  const { id } = environment;
  const published = await listPublishedEnvironments(db, id);
  const [running] = await runningDeployments(db, id);
  return {
    environment,
    nodes: await attachedNodes(db, id),
    secrets: await listSecrets(db, id),
    standalone: (await listStandaloneServices(db, id)).map(({ name }) => name),
    published: new Map(published.map((part) => [part.nodeId, part])),
    currentRelease: await findCurrentRelease(db, environment),
    running: running ?? null,
    superseded: null,
  };
}

/** What people call the node: its name, or its id until it has one. */
export function titleOf(node: Pick<Node, 'id' | 'name'>): string {
  return node.name === '' ? node.id : node.name;
}
