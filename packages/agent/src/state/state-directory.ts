import { join } from 'node:path';

/** The files of one agent. All are readable by their owner only, and each is replaced as a whole. */
export interface StatePaths {
  /** PEM. Made here, and never leaves the node. */
  readonly privateKey: string;
  /** Who this node is; its presence means that the node has joined. */
  readonly identity: string;
  /** The last accepted desired state, sealed. */
  readonly desiredState: string;
  /** What is remembered of containers. */
  readonly ledger: string;
  /** How containers of services ended last, and what they wrote. */
  readonly exits: string;
  /** Which images this agent has pulled, and for which releases. */
  readonly images: string;
}

export function statePaths(directory: string): StatePaths {
  return {
    privateKey: join(directory, 'node.key'),
    identity: join(directory, 'node.json'),
    desiredState: join(directory, 'desired-state.sealed'),
    ledger: join(directory, 'containers.json'),
    exits: join(directory, 'exits.json'),
    images: join(directory, 'images.json'),
  };
}
