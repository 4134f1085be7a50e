import { AppError, repositoryOf } from '@devopsellence/core';
import type { Credential, ImagePull, LocalImage, RegistryQuery } from '../container-engine.js';
import { spellings } from '../image-name.js';
import type { DockerClient } from './docker-client.js';
import { asking, engineFailure, ensuring, reasonOf, registryFailure, statusOf } from './docker-failure.js';
import { inTime } from './in-time.js';
import { PullProgress } from './pull-progress.js';

/** Images on a Docker Engine, and what registries tell it: the part of `ContainerEngine` that is about them. */
export class DockerImages {
  readonly #docker: DockerClient;

  constructor(docker: DockerClient) {
    this.#docker = docker;
  }

  async list(signal: AbortSignal): Promise<ReadonlySet<string>> {
    const images = await asking('list images', signal, () =>
      inTime(signal, (abortSignal) => this.#docker.listImages({ abortSignal })),
    );
    return new Set(images.flatMap(({ Id, RepoDigests }) => [Id, ...(RepoDigests ?? []).flatMap(digestSpellings)]));
  }

  async pull({ reference, credential, onProgress }: ImagePull, signal: AbortSignal): Promise<void> {
    const options = { fromImage: reference, ...authOf(credential), abortSignal: signal };
    try {
      const stream = await this.#docker.createImage(options);
      const progress = new PullProgress(onProgress);
      for await (const chunk of stream) progress.read(String(chunk));
      if (progress.failure !== null) throw registryFailure(reference, progress.failure);
    } catch (error) {
      throw signal.aborted
        ? engineFailure(`pull ${reference}`, signal, error)
        : registryError(reference, error, signal);
    }
  }

  async tag(reference: string, name: string, signal: AbortSignal): Promise<void> {
    const repo = repositoryOf(name);
    const tag = name.slice(repo.length + 1);
    try {
      await inTime(signal, (abortSignal) => this.#docker.getImage(reference).tag({ repo, tag, abortSignal }));
    } catch (error) {
      if (statusOf(error) !== 404) throw engineFailure(`name image ${reference}`, signal, error);
      throw new AppError('image_not_found', { message: `the engine has no image ${reference}`, cause: error });
    }
  }

  async remove(reference: string, signal: AbortSignal): Promise<void> {
    const image = this.#docker.getImage(reference);
    await ensuring(`remove image ${reference}`, signal, [404], () =>
      inTime(signal, (abortSignal) => image.remove({ abortSignal })),
    );
  }

  async findInRegistry({ reference, credential }: RegistryQuery, signal: AbortSignal): Promise<string> {
    try {
      const image = this.#docker.getImage(reference);
      const found = await inTime(signal, (abortSignal) => image.distribution({ ...authOf(credential), abortSignal }));
      return found.Descriptor.digest;
    } catch (error) {
      throw registryError(reference, error, signal);
    }
  }

  async findLocally(reference: string, signal: AbortSignal): Promise<LocalImage | null> {
    try {
      const { Id, RepoTags, RepoDigests } = await inTime(signal, () => this.#docker.getImage(reference).inspect());
      const repositories = spellings(repositoryOf(reference));
      const known = (RepoDigests ?? []).find((name) => repositories.includes(repositoryOf(name)));
      return {
        imageId: Id,
        digest: known?.split('@')[1] ?? null,
        names: [...(RepoTags ?? []), ...(RepoDigests ?? [])],
      };
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw engineFailure(`inspect image ${reference}`, signal, error);
    }
  }
}

function authOf(credential: Credential) {
  return credential === null ? {} : { authconfig: credential };
}

function digestSpellings(name: string): readonly string[] {
  const [repository = '', digest = ''] = name.split('@');
  return spellings(repository).map((spelling) => `${spelling}@${digest}`);
}

/** An answer of the engine with a status is the registry's refusal; anything else is the engine's own trouble. */
function registryError(reference: string, error: unknown, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error;
  if (signal.aborted) {
    const reason = 'it did not answer in time';
    return new AppError('registry_unreachable', {
      message: `the registry of ${reference} cannot be reached from this node`,
      reason,
      cause: error,
    });
  }
  if (statusOf(error) === null) return engineFailure(`ask the registry for ${reference}`, signal, error);
  return registryFailure(reference, reasonOf(error));
}
