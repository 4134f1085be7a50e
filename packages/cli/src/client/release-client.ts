import type { PinnedImage } from '@devopsellence/core';
import { decodeImage, OPERATOR, type wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { ApplyRequest, DeployReply } from './control-plane-client.js';
import { decodeDeployReply } from './decode.js';
import { decodeDeployment } from './decode-status.js';
import { missing } from './malformed.js';
import type { EnvironmentName } from './names.js';
import type { Deployment } from './status.js';

export interface Release {
  readonly id: string;
  readonly number: number;
  readonly revision: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly isSettled: boolean;
  readonly isCurrent: boolean;
}

/** What one service of a release runs, and where that is. */
export interface ReleaseService {
  readonly name: string;
  readonly image: PinnedImage;
  /** Names of the nodes for it that have the image, and of those that have not. */
  readonly keptOn: readonly string[];
  readonly missingOn: readonly string[];
  /** The control plane has it and hands it out. */
  readonly isUploaded: boolean;
}

export interface ReleaseDetails {
  readonly release: Release;
  readonly services: readonly ReleaseService[];
  /** Of it, the newest first. */
  readonly deployments: readonly Deployment[];
  /** What is other in it than in the current release, one sentence each. */
  readonly differences: readonly string[];
  /** Names of nodes that did not say which images they have. */
  readonly notAsked: readonly string[];
}

export interface RollbackRequest extends ApplyRequest {
  /** An id, a number, or what a revision begins with; empty: the newest before the current one that settled. */
  readonly release: string;
  readonly withTask: boolean;
}

/** The calls about releases. Every one throws an AppError when it fails. */
export interface ReleaseClient {
  /** The newest first. */
  listReleases(environment: EnvironmentName): Promise<readonly Release[]>;
  /** Empty: the current one. */
  getRelease(environment: EnvironmentName, release: string): Promise<ReleaseDetails>;
  rollBack(request: RollbackRequest): Promise<DeployReply>;
}

/** Nothing is resolved or pulled before it answers. */
const ROLLBACK_DEADLINE_MS = 60_000;

/** These calls over gRPC. */
export class GrpcReleaseClient implements ReleaseClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async listReleases(environment: EnvironmentName): Promise<readonly Release[]> {
    const { releases } = await this.#channel.call(OPERATOR.ListReleases, { environment });
    return releases.map(decodeRelease);
  }

  async getRelease(environment: EnvironmentName, wanted: string): Promise<ReleaseDetails> {
    const details = await this.#channel.call(OPERATOR.GetRelease, { environment, release: wanted });
    const { release, services, deployments, differences, notAsked } = details;
    if (release === null) throw missing('release');
    return {
      release: decodeRelease(release),
      services: services.map(decodeReleaseService),
      deployments: deployments.map(decodeDeployment),
      differences,
      notAsked,
    };
  }

  async rollBack(request: RollbackRequest): Promise<DeployReply> {
    return decodeDeployReply(await this.#channel.call(OPERATOR.Rollback, request, ROLLBACK_DEADLINE_MS));
  }
}

function decodeRelease({ createdAtMs, settled, current, ...release }: wire.Release__Output): Release {
  return { ...release, createdAt: createdAtMs, isSettled: settled, isCurrent: current };
}

function decodeReleaseService({ image, uploaded, ...service }: wire.ReleaseService__Output): ReleaseService {
  if (image === null) throw missing('image of a service');
  return { ...service, image: decodeImage(image), isUploaded: uploaded };
}
