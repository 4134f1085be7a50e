import { OPERATOR } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { ApplyRequest, DeployReply } from './control-plane-client.js';
import { decodeDeployReply } from './decode.js';
import type { EnvironmentName } from './names.js';

export interface Release {
  readonly id: string;
  readonly number: number;
  readonly revision: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly isSettled: boolean;
  readonly isCurrent: boolean;
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
    return releases.map(({ createdAtMs, settled, current, ...release }) => {
      return { ...release, createdAt: createdAtMs, isSettled: settled, isCurrent: current };
    });
  }

  async rollBack(request: RollbackRequest): Promise<DeployReply> {
    return decodeDeployReply(await this.#channel.call(OPERATOR.Rollback, request, ROLLBACK_DEADLINE_MS));
  }
}
