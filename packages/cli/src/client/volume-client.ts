import { OPERATOR } from '@devopsellence/protocol';
import type { Channel } from './channel.js';

/** A volume on a node. */
export interface Volume {
  readonly name: string;
  /** False: it was made for another node that this machine once was. */
  readonly isOwn: boolean;
  /** Names of all containers that have it, running or not. */
  readonly usedBy: readonly string[];
  /** Services that the node is to run with it; empty: nobody wants it any more. */
  readonly wantedBy: readonly string[];
  /** Null: not measured. */
  readonly bytes: number | null;
}

/** The calls about volumes. Every one throws an AppError when it fails. */
export interface VolumeClient {
  /** Sorted by name. */
  listVolumes(node: string, sizes: boolean): Promise<readonly Volume[]>;
  /** Removes it, and what is in it, for good. */
  removeVolume(node: string, name: string): Promise<{ readonly node: string; readonly name: string }>;
}

/** These calls over gRPC. */
export class GrpcVolumeClient implements VolumeClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async listVolumes(node: string, sizes: boolean): Promise<readonly Volume[]> {
    const { volumes } = await this.#channel.call(OPERATOR.ListVolumes, { node, sizes });
    return volumes.map(({ bytes, ...volume }) => ({ ...volume, bytes: sizes ? bytes : null }));
  }

  removeVolume(node: string, name: string): Promise<{ readonly node: string; readonly name: string }> {
    return this.#channel.call(OPERATOR.RemoveVolume, { node, name });
  }
}
