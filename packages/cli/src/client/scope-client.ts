import { OPERATOR } from '@devopsellence/protocol';
import { decodeScope, encodeScope, type Scope } from './access-client.js';
import type { Channel } from './channel.js';

/** An organization, a project or an environment that exists. */
export interface ScopeEntry {
  readonly scope: Scope;
  readonly createdAt: number;
  /** How many are attached to an environment in it. */
  readonly nodes: number;
}

/** The calls about organizations, projects and environments. Every one throws an AppError when it fails. */
export interface ScopeClient {
  /** Those that the token may see: each before what is in it, sorted by names. */
  listScopes(): Promise<readonly ScopeEntry[]>;
  /** False when it existed. */
  createScope(scope: Scope): Promise<boolean>;
  /** Only while nothing is in it. */
  deleteScope(scope: Scope): Promise<void>;
}

/** These calls over gRPC. */
export class GrpcScopeClient implements ScopeClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async listScopes(): Promise<readonly ScopeEntry[]> {
    const { entries } = await this.#channel.call(OPERATOR.ListScopes, {});
    return entries.map(({ scope, createdAtMs, nodes }) => ({
      scope: decodeScope(scope),
      createdAt: createdAtMs,
      nodes,
    }));
  }

  async createScope(scope: Scope): Promise<boolean> {
    return (await this.#channel.call(OPERATOR.CreateScope, { scope: encodeScope(scope) })).changed;
  }

  async deleteScope(scope: Scope): Promise<void> {
    await this.#channel.call(OPERATOR.DeleteScope, { scope: encodeScope(scope) });
  }
}
