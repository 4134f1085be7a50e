import {
  type Action,
  type ActionKind,
  AppError,
  type Dependency,
  engineReference,
  type NetworkPlace,
  nameOnEngine,
  networkName,
  type PinnedImage,
  type SecretBinding,
  type SecretValues,
} from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';
import type { ContainerEngine, NewContainer } from '../engine/container-engine.js';
import { registryHost } from '../engine/image-name.js';
import type { Blobs } from '../images/blob-source.js';
import { pullUploaded } from '../images/pull-uploaded.js';
import type { CredentialFor } from '../session/registry-credentials.js';
import type { EngineView } from './engine-view.js';
import type { ExitReader } from './exit-reader.js';
import type { Ledger } from './ledger.js';

/**
 * How long a container that has left its name is let alone before it is stopped. A caller whose connection attempt was lost
 * in the moment of leaving tries again after a second.
 */
const DRAIN_MS = 1_500;

export interface ExecutionContext {
  /** How often it has failed since it last succeeded. */
  readonly failures: number;
  /** Says how far the action is. */
  readonly report: (detail: string) => void;
  readonly signal: AbortSignal;
}

export type Execute = (action: Action, context: ExecutionContext) => Promise<void>;

/** Effects of actions: each idempotent, each telling the view what to look at again before it resolves. */
export type Executors = {
  readonly [K in ActionKind]: (action: Action<K>, context: ExecutionContext) => Promise<void>;
};

export interface ExecutorDependencies {
  readonly engine: ContainerEngine;
  readonly view: EngineView;
  readonly ledger: Ledger;
  readonly exitReader: Pick<ExitReader, 'settled' | 'lastWords'>;
  /** Values of the secrets of the accepted desired state. */
  readonly secretValues: () => SecretValues;
  readonly credentialFor: CredentialFor;
  /** Of images that the control plane hands out. */
  readonly blobs: Blobs;
  /** Told of each image that was pulled, by the name under which it can be removed. */
  readonly onPulled: (reference: string) => void;
  readonly clock: Clock;
}

export function execute<K extends ActionKind>(
  executors: Executors,
  action: Action<K>,
  context: ExecutionContext,
): Promise<void> {
  return executors[action.kind](action, context);
}

export function createExecutors(dependencies: ExecutorDependencies): Executors {
  const { engine, view, ledger, exitReader } = dependencies;
  return {
    async createNetwork({ network: name, environmentId }, { signal }) {
      await engine.createNetwork({ name, environmentId }, signal);
      view.networksChanged();
    },
    async removeNetwork({ networkId }, { signal }) {
      await engine.removeNetwork(networkId, signal);
      view.networksChanged();
    },
    async createVolume({ volume: name, environmentId }, { signal }) {
      await engine.createVolume({ name, environmentId }, signal);
      view.volumesChanged();
    },
    pullImage: (action, context) => pullImage(dependencies, action, context),
    createContainer: (action, context) => createContainer(dependencies, action, context),
    createTaskContainer: (action, context) => createTaskContainer(dependencies, action, context),
    async startContainer({ containerId }, context) {
      await exitReader.settled(containerId);
      ledger.unask(containerId);
      await view.containers.changing(containerId, () => startAgain(engine, containerId, context));
    },
    async stopContainer({ containerId, graceMs }, { signal }) {
      ledger.ask(containerId);
      await view.containers.changing(containerId, () => engine.stopContainer(containerId, graceMs, signal));
    },
    async nameContainer({ containerId, place, name }, { signal }) {
      await view.containers.changing(containerId, () => engine.nameContainer(containerId, { place, name }, signal));
    },
    async removeContainer({ containerId, graceMs, leaves }, { signal }) {
      if (leaves !== null) await leave(dependencies, { containerId, place: leaves }, signal);
      ledger.ask(containerId);
      await view.containers.changing(containerId, () => engine.stopContainer(containerId, graceMs, signal));
      await exitReader.lastWords(containerId, signal);
      await engine.removeContainer(containerId, signal);
      view.containers.removed(containerId);
    },
  };
}

/** Whoever found it by its name up to now has connected when this resolves. */
async function leave(
  { engine, view, clock }: ExecutorDependencies,
  { containerId, place }: { readonly containerId: string; readonly place: NetworkPlace },
  signal: AbortSignal,
): Promise<void> {
  await view.containers.changing(containerId, () => engine.nameContainer(containerId, { place, name: null }, signal));
  await clock.sleep(DRAIN_MS, signal);
}

/**
 * A container that is refused again may never start any more: its network was made anew, or Docker was restarted while it
 * started. It is removed, and another one takes its place.
 */
async function startAgain(
  engine: ContainerEngine,
  containerId: string,
  { failures, signal }: ExecutionContext,
): Promise<void> {
  try {
    await engine.startContainer(containerId, signal);
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === 'engine_failed';
    if (isRefused && failures > 0) await engine.removeContainer(containerId, signal);
    throw error;
  }
}

async function pullImage(
  dependencies: ExecutorDependencies,
  { image, environmentId }: Action<'pullImage'>,
  context: ExecutionContext,
): Promise<void> {
  if (image.digest === null) await fetchImage(dependencies, image, context);
  else await pullFromRegistry(dependencies, { image, environmentId }, context);
  dependencies.onPulled(engineReference(image));
  dependencies.view.imagesChanged();
}

async function fetchImage(
  dependencies: ExecutorDependencies,
  image: PinnedImage,
  { report, signal }: ExecutionContext,
): Promise<void> {
  const { imageId, manifest } = image;
  if (imageId === null || manifest === undefined) {
    throw new AppError('image_not_found', {
      message: `image ${image.reference} (${image.imageId}) is not on this node`,
      reason: 'it is pinned by its id, which no registry knows',
      nextActions: ['devopsellence deploy', 'load the image on this node: docker load'],
    });
  }
  await pullUploaded(dependencies, { image: { ...image, imageId, manifest }, onProgress: report }, signal);
}

async function pullFromRegistry(
  { engine, credentialFor }: ExecutorDependencies,
  { image, environmentId }: Pick<Action<'pullImage'>, 'image' | 'environmentId'>,
  { report, signal }: ExecutionContext,
): Promise<void> {
  const reference = engineReference(image);
  const credential = await credentialFor({ registryHost: registryHost(reference), environmentId }, signal);
  await engine.pullImage({ reference, credential, onProgress: report }, signal);
}

async function createContainer(
  dependencies: ExecutorDependencies,
  action: Action<'createContainer'>,
  { signal }: ExecutionContext,
): Promise<void> {
  const { engine, view } = dependencies;
  const container = newContainer(dependencies, action, {
    ...action.service,
    service: action.service.name,
    isNamed: action.isNamed,
    taskRun: null,
    dependsOn: namesOf(action.service.dependsOn),
  });
  const { id } = await createOrFind(dependencies, container, signal);
  await view.containers.changing(id, () => engine.startContainer(id, signal));
}

/** A run that was started, by whomever, is never started here: the container tells how it went. */
async function createTaskContainer(
  dependencies: ExecutorDependencies,
  action: Action<'createTaskContainer'>,
  { signal }: ExecutionContext,
): Promise<void> {
  const { engine, view } = dependencies;
  const { id: taskRun, task: service, definition } = action.run;
  const dependsOn = namesOf(action.run.dependsOn);
  const made = { service, isNamed: false, taskRun, dependsOn, role: null, hash: '', definition };
  const container = newContainer(dependencies, action, made);
  const { id, isNew } = await createOrFind(dependencies, container, signal);
  await view.containers.changing(id, async () => {
    if (isNew) await engine.startContainer(id, signal);
  });
}

/** A name may be taken by what an interrupted attempt left: what never ran is replaced, what ran is what is wanted. */
async function createOrFind(
  { engine }: ExecutorDependencies,
  container: NewContainer,
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  try {
    return { id: await engine.createContainer(container, signal), isNew: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'name_taken') throw error;
    const found = await engine.inspectContainer(container.name, signal);
    if (found === null || found.hash !== container.hash || found.taskRun !== container.taskRun) throw error;
    if (found.state !== 'created') return { id: found.id, isNew: false };
    await engine.removeContainer(found.id, signal);
    return { id: await engine.createContainer(container, signal), isNew: true };
  }
}

type Made = Pick<NewContainer, 'service' | 'isNamed' | 'role' | 'taskRun' | 'dependsOn' | 'hash' | 'definition'>;

function namesOf(dependencies: readonly Dependency[]): readonly string[] {
  return dependencies.map(({ service }) => service);
}

function newContainer(
  { secretValues, view }: ExecutorDependencies,
  { environment, container: name }: Action<'createContainer' | 'createTaskContainer'>,
  { service, isNamed, role, taskRun, dependsOn, hash, definition }: Made,
): NewContainer {
  const values = secretValues();
  return {
    name,
    network: networkName(environment.slug),
    environmentId: environment.id,
    releaseId: environment.releaseId,
    service,
    isNamed,
    role,
    taskRun,
    dependsOn,
    hash,
    definition: { ...definition, image: asOnEngine(definition.image, view.snapshot().images) },
    secretEnv: Object.fromEntries(definition.secrets.map((each) => [each.env, secretValue(each, values)])),
  };
}

/** An image that the engine knows by its manifest is asked for by that. */
function asOnEngine(image: PinnedImage, images: ReadonlySet<string>): PinnedImage {
  return image.manifest !== undefined && nameOnEngine(image, images) === image.manifest
    ? { ...image, imageId: image.manifest }
    : image;
}

function secretValue({ secret, versionId }: SecretBinding, secretValues: SecretValues): string {
  const value = secretValues.get(versionId);
  if (value !== undefined) return value;
  throw new AppError('missing_secret', { message: `the desired state brought no value for the secret ${secret}` });
}
