import { OPERATOR, serverStream, type wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import { missing } from './malformed.js';
import { messagesOf } from './streams.js';

/** As deep as its names go: the whole fleet when all are null. */
export interface Scope {
  readonly organization: string | null;
  readonly project: string | null;
  readonly environment: string | null;
}

export interface Identity {
  readonly tokenName: string;
  readonly role: string;
  readonly controlPlaneVersion: string;
  readonly scope: Scope;
  /** Null: never. */
  readonly expiresAt: number | null;
  /** The control plane's clock; null: it did not tell. */
  readonly at: number | null;
}

export interface NewToken {
  readonly name: string;
  readonly role: string;
  readonly scope: Scope;
  /** Null: never. */
  readonly expiresInMs: number | null;
}

/** A token, without what makes it one. */
export interface OperatorToken {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly scope: Scope;
  readonly createdAt: number;
  readonly createdBy: string;
  /** Null: never. */
  readonly expiresAt: number | null;
}

export interface EventsRequest {
  readonly sinceMs: number | null;
  readonly limit: number;
  /** Only events before, or after, the one with this id. */
  readonly before: string | null;
  readonly after: string | null;
  readonly follow: boolean;
}

/** Who did what to what. */
export interface Event {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** JSON object. */
  readonly details: string;
  readonly correlationId: string;
  readonly scope: Scope;
}

/** The calls about who may do what, and who did. Every one throws an AppError when it fails. */
export interface AccessClient {
  whoAmI(): Promise<Identity>;
  /** `text` is what to log in with: it can be had only here. */
  createToken(request: NewToken): Promise<{ readonly token: OperatorToken; readonly text: string }>;
  listTokens(): Promise<readonly OperatorToken[]>;
  /** By name or id. */
  revokeToken(token: string): Promise<{ readonly token: OperatorToken; readonly changed: boolean }>;
  events(request: EventsRequest): AsyncIterable<Event>;
}

/** These calls over gRPC. */
export class GrpcAccessClient implements AccessClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async whoAmI(): Promise<Identity> {
    const { scope, expiresAtMs, atMs, ...identity } = await this.#channel.call(OPERATOR.WhoAmI, {});
    return { ...identity, scope: decodeScope(scope), expiresAt: expiresAtMs || null, at: atMs || null };
  }

  async createToken({ name, role, scope, expiresInMs }: NewToken) {
    const request = { name, role, scope: encodeScope(scope), expiresInMs: expiresInMs ?? 0 };
    const { token, text } = await this.#channel.call(OPERATOR.CreateToken, request);
    return { token: decodeToken(token), text };
  }

  async listTokens(): Promise<readonly OperatorToken[]> {
    return (await this.#channel.call(OPERATOR.ListTokens, {})).tokens.map(decodeToken);
  }

  async revokeToken(nameOrId: string) {
    const { token, changed } = await this.#channel.call(OPERATOR.RevokeToken, { token: nameOrId });
    return { token: decodeToken(token), changed };
  }

  async *events({ sinceMs, limit, before, after, follow }: EventsRequest): AsyncGenerator<Event> {
    const { client, context, explain } = this.#channel;
    const request = { sinceMs: sinceMs ?? 0, limit, beforeId: before ?? '', afterId: after ?? '', follow };
    const stream = serverStream(client, OPERATOR.Events, request, context);
    for await (const { atMs, scope, ...rest } of messagesOf(stream, explain)) {
      yield { ...rest, at: atMs, scope: decodeScope(scope) };
    }
  }
}

export function encodeScope({ organization, project, environment }: Scope): wire.Scope {
  return { organization: organization ?? '', project: project ?? '', environment: environment ?? '' };
}

export function decodeScope(scope: wire.Scope__Output | null): Scope {
  return {
    organization: scope?.organization || null,
    project: scope?.project || null,
    environment: scope?.environment || null,
  };
}

function decodeToken(token: wire.OperatorToken__Output | null): OperatorToken {
  if (token === null) throw missing('token');
  const { id, name, role, scope, createdAtMs, createdBy, expiresAtMs } = token;
  return {
    id,
    name,
    role,
    scope: decodeScope(scope),
    createdAt: createdAtMs,
    createdBy,
    expiresAt: expiresAtMs || null,
  };
}
