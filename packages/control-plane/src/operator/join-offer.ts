import type { Instant } from '@devopsellence/core';
import type { Writer } from '../store/index.js';
import { requireDuration } from './duration.js';

const DEFAULT_EXPIRY_MS = 3_600_000;
const MAX_EXPIRY_MS = 30 * 24 * 3_600_000;
const STATE_DIRECTORY = '/var/lib/devopsellence-agent';

/** Mints join tokens. */
export interface JoinTokens {
  mint(trx: Writer, node: { readonly nodeId: string; readonly expiresAt: Instant }): Promise<string>;
}

/** How long a join token can be used: what was asked for, or an hour. Throws `invalid_argument`. */
export function requireJoinExpiry(expiresInMs: number): number {
  return requireDuration('expires', expiresInMs || DEFAULT_EXPIRY_MS, MAX_EXPIRY_MS);
}

/** Where and with what a machine joins, and the line to type on it. */
export function joinPlace(address: string, joinToken: string) {
  const command = `devopsellence-agent join ${address} --token ${joinToken} --state-dir ${STATE_DIRECTORY}`;
  return { address, joinToken, command };
}
