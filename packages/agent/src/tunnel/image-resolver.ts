import { AppError, isImageId, type PinnedImage } from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';
import type { ContainerEngine } from '../engine/container-engine.js';
import { registryHost } from '../engine/image-name.js';
import type { CredentialFor } from '../session/registry-credentials.js';

/** For the credential and the registry's answer together. */
const DEADLINE_MS = 5000;
/** A registry that cannot be reached is not asked again for so long: deploys in a row would each wait for it. */
const AWAY_MS = 60_000;

/** What is asked about, and for whom. */
export interface ImageLookup {
  readonly reference: string;
  readonly environmentId: string;
}

export interface ImageResolverOptions {
  readonly engine: ContainerEngine;
  readonly credentialFor: CredentialFor;
  readonly clock: Clock;
}

/** Pins references: by what their registry says, or by what this node's engine has. */
export class ImageResolver {
  readonly #options: ImageResolverOptions;
  /** By host: until when it counts as out of reach, and why. */
  readonly #away = new Map<string, { readonly until: number; readonly reason: string }>();

  constructor(options: ImageResolverOptions) {
    this.#options = options;
  }

  /**
   * Rejects with `image_not_found`, with `registry_auth_failed` when the registry does not say it to this node, or with
   * `registry_unreachable` when nobody could say.
   */
  async resolve({ reference, environmentId }: ImageLookup, signal: AbortSignal): Promise<PinnedImage> {
    if (isImageId(reference)) return this.#findById(reference, signal);
    const digest = await this.#findInRegistry({ reference, environmentId }, signal);
    if (typeof digest === 'string') return { reference, digest, imageId: null };
    const local = await this.#options.engine.findLocally(reference, signal);
    if (local === null) throw digest;
    return local.digest === null
      ? { reference, digest: null, imageId: local.imageId }
      : { reference, digest: local.digest, imageId: null };
  }

  async #findById(id: string, signal: AbortSignal): Promise<PinnedImage> {
    if ((await this.#options.engine.findLocally(id, signal)) !== null)
      return { reference: id, digest: null, imageId: id };
    throw new AppError('image_not_found', {
      message: `this node has no image with the id ${id.slice(0, 19)}…`,
      nextActions: [
        'push the image to a registry: devopsellence deploy --image REF',
        'docker save IMAGE, and docker load on the node',
      ],
    });
  }

  /** The digest, or why there is none. */
  async #findInRegistry(lookup: ImageLookup, signal: AbortSignal): Promise<string | AppError> {
    const { clock } = this.#options;
    const { reference } = lookup;
    const host = registryHost(reference);
    const away = this.#away.get(host);
    if (away !== undefined && away.until > clock.now()) return unreachable(reference, away.reason);
    this.#away.delete(host);
    try {
      return await this.#ask(lookup, host, signal);
    } catch (error) {
      if (!(error instanceof AppError) || !isAnswer(error)) throw error;
      const reason = error.reason ?? error.message;
      if (error.code === 'registry_unreachable') this.#away.set(host, { until: clock.now() + AWAY_MS, reason });
      return error;
    }
  }

  async #ask({ reference, environmentId }: ImageLookup, registryHost: string, signal: AbortSignal): Promise<string> {
    const { engine, credentialFor, clock } = this.#options;
    const attempt = new AbortController();
    const end = () => attempt.abort();
    signal.addEventListener('abort', end, { once: true });
    void clock.sleep(DEADLINE_MS, attempt.signal).then(end);
    try {
      const credential = await credentialFor({ registryHost, environmentId }, attempt.signal);
      return await engine.findInRegistry({ reference, credential }, attempt.signal);
    } finally {
      end();
      signal.removeEventListener('abort', end);
    }
  }
}

function isAnswer({ code }: AppError): boolean {
  return code === 'registry_unreachable' || code === 'registry_auth_failed' || code === 'image_not_found';
}

function unreachable(reference: string, reason: string): AppError {
  const message = `the registry of ${reference} could not be reached from this node a moment ago`;
  return new AppError('registry_unreachable', { message, reason });
}
