import { type EnvironmentSpec, noNodesAttached, type PinnedImage } from '@devopsellence/core';
import {
  type Deployment,
  type Environment,
  findDeploymentByRequest,
  findEnvironment,
  findRelease,
  listReleases,
  requireEnvironment,
} from '../store/index.js';
import { acceptSpec } from './accept-spec.js';
import { awaitNodes } from './await-nodes.js';
import { chooseRelease } from './choose-release.js';
import type {
  AppImage,
  ApplyRequest,
  Caller,
  DeployAnswer,
  DeployDeps,
  DeployRequest,
  ReleaseContent,
  RollbackRequest,
} from './deploy-request.js';
import { readEnvironmentWorld } from './environment-world.js';
import { findingsOf } from './findings.js';
import { inProgress } from './in-progress.js';
import { placeRelease } from './place-release.js';
import { isUnchanged } from './plan-deployment.js';
import { type NewDeployment, previewDeployment, recordDeployment } from './record-deployment.js';
import { refused } from './refusals.js';
import { resolveImages } from './resolve-images.js';

/** Whoever has something to do when a deployment starts, or is changed by another one. */
export interface DeploymentFollowers {
  /** It was recorded: one that runs is to be driven to its end, one that had nothing to do has ended. */
  started(deployment: Deployment): void;
  /** What is recorded of it was changed. */
  changed(deploymentId: string): void;
}

interface ImagesWanted {
  readonly environment: Environment;
  readonly spec: EnvironmentSpec;
  readonly appImage: AppImage | null;
  readonly dryRun: boolean;
  readonly supersedes: boolean;
}

/**
 * Starts deployments. Everything is validated before anything is recorded; release, deployment and event are recorded
 * in one transaction, or not at all; what follows is the rollout loop's work.
 */
export class DeployService {
  readonly #deps: DeployDeps;
  readonly #followers: DeploymentFollowers;

  /** `followers` are told of what was recorded and what was superseded, after it was committed. */
  constructor(deps: DeployDeps, followers: DeploymentFollowers) {
    this.#deps = deps;
    this.#followers = followers;
  }

  /** Deploys a spec. A spec and images that are those of the current release make no new one. */
  async deploy(request: DeployRequest, caller: Caller): Promise<DeployAnswer> {
    const spec = acceptSpec(request.spec, request.environment, request.appImage);
    const environment = await findEnvironment(this.#deps.store.db, request.environment);
    // Not made here: it would have no nodes, and so nothing to deploy to.
    if (environment === null) throw refused(noNodesAttached(spec));
    const known = await this.#answerAgain(environment, request);
    if (known !== null) return known;
    const images = await this.#pinImages({ ...request, environment, spec }, caller.signal);
    const content = { spec, images, revision: request.revision };
    return await this.#start(request, { environment, kind: 'deploy', content, release: null, withTask: true, caller });
  }

  /** Publishes the current release once more, with today's labels, secrets and nodes. */
  async apply(request: ApplyRequest, caller: Caller): Promise<DeployAnswer> {
    const environment = await requireEnvironment(this.#deps.store.db, request.environment);
    const known = await this.#answerAgain(environment, request);
    if (known !== null) return known;
    const wanted = { environment, kind: 'apply', content: null, release: null, withTask: false, caller } as const;
    return await this.#start(request, wanted);
  }

  /** Publishes an earlier release again, with today's labels, secrets and nodes. Nothing is built or resolved. */
  async rollBack(request: RollbackRequest, caller: Caller): Promise<DeployAnswer> {
    const { db } = this.#deps.store;
    const environment = await requireEnvironment(db, request.environment);
    const known = await this.#answerAgain(environment, request);
    if (known !== null) return known;
    const releases = await listReleases(db, environment.id);
    const { id } = chooseRelease(releases, environment.currentReleaseId, request.release);
    const release = await findRelease(db, id);
    const { withTask } = request;
    return await this.#start(request, { environment, kind: 'rollback', content: null, release, withTask, caller });
  }

  /** Finds everything that stands against the deployment before the nodes, and with them registries, are asked. */
  async #pinImages(wanted: ImagesWanted, signal: AbortSignal): Promise<ReleaseContent['images']> {
    const { environment, spec, supersedes } = wanted;
    const world = await this.#deps.store.transaction((trx) => readEnvironmentWorld(trx, environment));
    if (world.running !== null && !supersedes)
      throw await inProgress(this.#deps.store.db, world.running, 'devopsellence deploy');
    const { placements } = placeRelease(world, spec);
    const nodeIds = [...new Set(placements.flatMap((placement) => placement.nodeIds))];
    await awaitNodes(this.#deps, nodeIds, signal);
    return await resolveImages(this.#deps, { ...wanted, placements, nodes: world.nodes }, signal);
  }

  async #answerAgain(environment: Environment, { dryRun, requestToken }: ApplyRequest): Promise<DeployAnswer | null> {
    if (dryRun) return null;
    const { db } = this.#deps.store;
    const deployment = await findDeploymentByRequest(db, environment.id, requestToken);
    if (deployment === null) return null;
    const release = await findRelease(db, deployment.releaseId);
    return { deployment, plan: [], isUnchanged: false, findings: [], images: distinctImages(release?.images ?? {}) };
  }

  async #start(
    { dryRun, requestToken, takesBack, supersedes }: ApplyRequest,
    wanted: Omit<NewDeployment, 'requestToken' | 'takesBack' | 'supersedes'>,
  ): Promise<DeployAnswer> {
    const { store, fleet, feed } = this.#deps;
    const start = { ...wanted, requestToken, takesBack, supersedes };
    const { deployment, nodes, content, superseded, published } = await store.transaction((trx) =>
      dryRun ? previewDeployment(trx, start, this.#deps) : recordDeployment(trx, start, this.#deps),
    );
    for (const nodeId of published) feed.wake(nodeId);
    if (superseded !== null) this.#followers.changed(superseded.id);
    if (deployment !== null) this.#followers.started(deployment);
    return {
      deployment,
      plan: nodes,
      isUnchanged: isUnchanged(nodes),
      findings: findingsOf(content.spec, nodes, fleet),
      images: distinctImages(content.images),
    };
  }
}

function distinctImages(images: Readonly<Record<string, PinnedImage>>): readonly PinnedImage[] {
  const byReference = new Map(Object.values(images).map((image) => [image.reference, image]));
  return [...byReference.keys()].toSorted().flatMap((reference) => byReference.get(reference) ?? []);
}
