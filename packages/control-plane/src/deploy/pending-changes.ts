import { AppError } from '@devopsellence/core';
import type { Store } from '../store/index.js';
import { type Deployment, environmentById, listDeploymentNodes, type Reader } from '../store/index.js';
import { changeSentence } from './change-sentence.js';
import { type EnvironmentWorld, readEnvironmentWorld, titleOf } from './environment-world.js';
import { placeRelease } from './place-release.js';
import { planDeployment } from './plan-deployment.js';

/** A sentence each beyond these would help nobody. */
const MAX_SENTENCES = 50;

/** What `apply` would change in the environment now, one sentence each. Empty when nothing was deployed there yet. */
export async function pendingChanges(store: Store, environmentId: string): Promise<readonly string[]> {
  return await store.transaction(async (trx) => {
    const environment = await environmentById(trx, environmentId);
    if (environment === null) return [];
    const world = await readEnvironmentWorld(trx, environment);
    return describe(await asIfDone(trx, world));
  });
}

/** The world in which the running deployment has reached its nodes: what it brings is no longer pending. */
async function asIfDone(db: Reader, world: EnvironmentWorld): Promise<EnvironmentWorld> {
  if (world.running === null) return world;
  return { ...world, published: await publishedBy(db, world, world.running) };
}

async function publishedBy(
  db: Reader,
  { published }: EnvironmentWorld,
  { id, environmentId, releaseId, startedAt }: Deployment,
): Promise<EnvironmentWorld['published']> {
  const nodes = await listDeploymentNodes(db, id);
  const parts = nodes.flatMap(({ nodeId, document }) =>
    document === null ? [] : [{ nodeId, environmentId, deploymentId: id, releaseId, document, publishedAt: startedAt }],
  );
  const withdrawn = new Set(nodes.filter(({ document }) => document === null).map(({ nodeId }) => nodeId));
  const others = [...published.values()].filter(({ nodeId }) => !withdrawn.has(nodeId));
  return new Map([...others, ...parts].map((part) => [part.nodeId, part]));
}

function describe(world: EnvironmentWorld): readonly string[] {
  const { currentRelease } = world;
  if (currentRelease === null) return [];
  try {
    const { spec, images, id } = currentRelease;
    const nodes = planDeployment({
      world,
      spec,
      images,
      placed: placeRelease(world, spec),
      releaseId: id,
      deploymentId: '',
      taskRun: null,
      needsAnotherTry: () => false,
    });
    const sentences = nodes.flatMap(({ node, services }) =>
      node.heldAt === null
        ? services.flatMap((change) => changeSentence(change) ?? []).map((sentence) => `${titleOf(node)}: ${sentence}`)
        : [`${titleOf(node)}: held since the restore, and led to this release`],
    );
    return shorten(sentences);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'internal') return [`apply would be refused: ${error.message}`];
    throw error;
  }
}

function shorten(sentences: readonly string[]): readonly string[] {
  const more = sentences.length - MAX_SENTENCES;
  return more > 0 ? [...sentences.slice(0, MAX_SENTENCES), `and ${more} more changes`] : sentences;
}
