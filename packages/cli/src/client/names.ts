import type { Connection, SshAddress } from '@devopsellence/core';

/** An environment by its names. */
export interface EnvironmentName {
  readonly organization: string;
  readonly project: string;
  readonly environment: string;
}

export interface NodeInfo {
  readonly id: string;
  readonly name: string;
  readonly labels: readonly string[];
  readonly connection: Connection;
  readonly environments: readonly EnvironmentName[];
  readonly agentVersion: string;
  /** Null: never. */
  readonly lastSeenAt: number | null;
  /** False while its join token has not been used. */
  readonly joined: boolean;
  /** How its machine is reached; null: not known, or not told to this token. */
  readonly ssh: SshAddress | null;
  /** What makes hostnames public on it: `none`, or `traefik`. */
  readonly ingress: string;
}
