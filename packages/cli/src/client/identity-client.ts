import { OPERATOR } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import type { Registration } from './control-plane-client.js';

/** The calls about who trusts whom. Every one throws an AppError when it fails. */
export interface IdentityClient {
  /** Lets a node that has joined before, by name or id, join again. */
  rejoinNode(node: string, expiresInMs: number | null): Promise<Registration>;
}

/** These calls over gRPC. */
export class GrpcIdentityClient implements IdentityClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async rejoinNode(node: string, expiresInMs: number | null): Promise<Registration> {
    const { expiresAtMs, ...reply } = await this.#channel.call(OPERATOR.RejoinNode, {
      node,
      expiresInMs: expiresInMs ?? 0,
    });
    return { ...reply, expiresAt: expiresAtMs };
  }
}
