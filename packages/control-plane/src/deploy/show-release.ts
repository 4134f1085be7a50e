import { AppError, type PinnedImage } from '@devopsellence/core';
import {
  type Deployment,
  type Environment,
  findCurrentRelease,
  findManifests,
  findRelease,
  listDeploymentsOf,
  listReleases,
  type Release,
  type ReleaseSummary,
  type Store,
} from '../store/index.js';
import { namedRelease } from './choose-release.js';
import { readEnvironmentWorld, titleOf } from './environment-world.js';
import { hasImage, type KeptImagesDeps, keptImages } from './kept-images.js';
import { placementsOf } from './place-release.js';
import { releaseDifferences } from './release-differences.js';

export interface ShowReleaseDeps extends KeptImagesDeps {
  readonly store: Store;
}

export interface ShownService {
  readonly name: string;
  readonly image: PinnedImage;
  /** Names of its nodes that have the image, and of those that have not. */
  readonly keptOn: readonly string[];
  readonly missingOn: readonly string[];
  /** The control plane hands the image out. */
  readonly uploaded: boolean;
}

export interface ShownRelease {
  readonly release: ReleaseSummary;
  readonly isCurrent: boolean;
  /** Sorted by name. */
  readonly services: readonly ShownService[];
  /** The newest first. */
  readonly deployments: readonly Deployment[];
  /** From the current release to this one. */
  readonly differences: readonly string[];
  /** Names of nodes that did not say which images they have. */
  readonly notAsked: readonly string[];
}

/** The release that is named, or the current one, with what became of it and of its images. */
export async function showRelease(
  deps: ShowReleaseDeps,
  { environment, wanted }: { readonly environment: Environment; readonly wanted: string },
  signal: AbortSignal,
): Promise<ShownRelease> {
  const { db } = deps.store;
  const releases = await listReleases(db, environment.id);
  const current = releases.find(({ id }) => id === environment.currentReleaseId);
  const chosen = wanted === '' ? current : namedRelease(releases, wanted, 'release show');
  const release = chosen === undefined ? null : await findRelease(db, chosen.id);
  if (chosen === undefined || release === null) throw nothingDeployed();
  const isCurrent = chosen === current;
  return {
    release: chosen,
    isCurrent,
    ...(await whereImagesAre(deps, { environment, release }, signal)),
    deployments: await listDeploymentsOf(db, release.id),
    differences: isCurrent ? [] : await differencesTo(deps, release, environment),
  };
}

async function differencesTo(
  { store }: ShowReleaseDeps,
  release: Release,
  environment: Environment,
): Promise<readonly string[]> {
  const current = await findCurrentRelease(store.db, environment);
  return current === null ? [] : releaseDifferences(current, release);
}

async function whereImagesAre(
  deps: ShowReleaseDeps,
  { environment, release }: { readonly environment: Environment; readonly release: Release },
  signal: AbortSignal,
): Promise<Pick<ShownRelease, 'services' | 'notAsked'>> {
  const { store } = deps;
  const world = await store.transaction((trx) => readEnvironmentWorld(trx, environment));
  const images = Object.values(release.images);
  const placed = new Map(placementsOf(world, release.spec).map(({ service, nodeIds }) => [service, nodeIds]));
  const ids = new Set([...placed.values()].flat());
  const nodes = world.nodes.filter(({ id }) => ids.has(id));
  const kept = await keptImages(deps, { images, nodes }, signal);
  const uploaded = await findManifests(
    store.db,
    images.flatMap(({ manifest }) => manifest ?? []),
  );
  const services = Object.entries(release.images).map(([name, image]): ShownService => {
    const own = nodes.filter(({ id }) => placed.get(name)?.includes(id) === true);
    const having = (has: boolean) => own.filter(({ id }) => hasImage(kept, id, image) === has).map(titleOf);
    const isUploaded = image.manifest !== undefined && uploaded.has(image.manifest);
    return { name, image, keptOn: having(true), missingOn: having(false), uploaded: isUploaded };
  });
  return { services: services.toSorted((a, b) => (a.name < b.name ? -1 : 1)), notAsked: kept.silent };
}

function nothingDeployed(): AppError {
  return new AppError('no_release', {
    message: 'nothing was deployed to this environment yet',
    nextActions: ['devopsellence deploy'],
  });
}
