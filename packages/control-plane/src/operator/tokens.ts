import { AppError, type OperatorRole } from '@devopsellence/core';
import { formatToken, mintToken, type wire } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import type { LiveCalls } from '../access/live-calls.js';
import { covers, isFleetWide, type Scope, scopeOf, scopeTitle } from '../access/scope.js';
import { hashSecret } from '../identity/secret-hash.js';
import {
  insertToken,
  isOperatorRole,
  listTokens,
  noSuchToken,
  type OperatorToken,
  type Reader,
  requireScopeExists,
  revokeToken,
  type Store,
  tokensNamed,
} from '../store/index.js';
import { audit } from './audit.js';
import { requireDuration } from './duration.js';
import { encodeScope } from './encode-scope.js';
import type { OperatorContext, UnaryHandlers } from './handler.js';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,62}$/;
const MAX_EXPIRY_MS = 10 * 366 * 24 * 3_600_000;

export interface TokenHandlerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly liveCalls: LiveCalls;
  /** Every token carries its fingerprint. */
  readonly authority: { readonly fingerprint: string };
}

/** That role and scope are no more than the caller's own is decided by the table of methods: only owners get here. */
export function tokenHandlers(
  deps: TokenHandlerDeps,
): Pick<UnaryHandlers, 'CreateToken' | 'ListTokens' | 'RevokeToken'> {
  return {
    CreateToken: (request, context) => createToken(deps, request, context),
    ListTokens: async (_request, { operator }) => {
      const tokens = await listTokens(deps.store.db);
      return { tokens: tokens.filter(({ scope }) => covers(operator.scope, scope)).map(encode) };
    },
    RevokeToken: (request, context) => revoke(deps, request, context),
  };
}

async function createToken(
  { store, clock, authority }: TokenHandlerDeps,
  request: wire.CreateTokenRequest__Output,
  context: OperatorContext,
): Promise<wire.CreateTokenReply> {
  const name = requireTokenName(request.name);
  const role = requireRole(request.role);
  const scope = scopeOf(request.scope ?? {});
  const at = clock.now();
  const expiresAt =
    request.expiresInMs === 0 ? null : at + requireDuration('expires', request.expiresInMs, MAX_EXPIRY_MS);
  const minted = mintToken('operator', authority.fingerprint);
  const secretHash = hashSecret(minted.secret);
  const by = context.operator.tokenName;
  const id = await store.transaction(async (trx) => {
    await requireScopeExists(trx, scope);
    const inserted = await insertToken(trx, { name, role, secretHash, scope, expiresAt, at, by });
    const details = { token_id: inserted, role, scope: scopeTitle(scope), expires_at: expiresAt };
    await audit(trx, context, { at, action: 'token.created', subject: `token ${name}`, place: scope, details });
    return inserted;
  });
  const token = encode({ id, name, role, scope, createdAt: at, createdBy: by, expiresAt });
  return { token, text: formatToken(minted) };
}

async function revoke(
  { store, clock, liveCalls }: TokenHandlerDeps,
  { token: nameOrId }: wire.RevokeTokenRequest__Output,
  context: OperatorContext,
): Promise<wire.RevokeTokenReply> {
  const at = clock.now();
  const { token, changed } = await store.transaction(async (trx) => {
    const found = await requireToken(trx, nameOrId, context.operator.scope);
    if (found.revokedAt !== null) return { token: found, changed: false };
    await requireAnotherOwner(trx, found);
    await revokeToken(trx, found.id, at);
    const { name, scope, id } = found;
    const details = { token_id: id, role: found.role, scope: scopeTitle(scope) };
    await audit(trx, context, { at, action: 'token.revoked', subject: `token ${name}`, place: scope, details });
    return { token: found, changed: true };
  });
  liveCalls.revoked(token.secretHash);
  return { token: encode(token), changed };
}

/** The one that is meant among those that the caller may see: a living one before those that were revoked. */
async function requireToken(db: Reader, nameOrId: string, scope: Scope): Promise<OperatorToken> {
  const seen = (await tokensNamed(db, nameOrId)).filter((token) => covers(scope, token.scope));
  const byId = seen.find(({ id }) => id === nameOrId);
  const living = seen.filter(({ revokedAt }) => revokedAt === null);
  const found = byId ?? living[0] ?? seen[0];
  if (found === undefined) throw noSuchToken(nameOrId);
  if (byId === undefined && living.length > 1) throw ambiguous(nameOrId, living);
  return found;
}

/** Throws `last_owner`. */
async function requireAnotherOwner(db: Reader, token: OperatorToken): Promise<void> {
  if (!isLastingOwner(token)) return;
  const others = (await listTokens(db)).filter((other) => other.id !== token.id && isLastingOwner(other));
  if (others.length > 0) return;
  throw new AppError('last_owner', {
    message: `the token ${JSON.stringify(token.name)} is the last owner token for the whole fleet that never expires`,
    reason: 'without one nobody could manage the fleet any more',
    nextActions: [
      'devopsellence token create --name NAME --role owner',
      `devopsellence token revoke ${token.name}   # with the new token`,
    ],
  });
}

function isLastingOwner({ role, scope, expiresAt }: OperatorToken): boolean {
  return role === 'owner' && isFleetWide(scope) && expiresAt === null;
}

function requireTokenName(name: string): string {
  if (NAME.test(name)) return name;
  throw new AppError('invalid_argument', {
    message: `${JSON.stringify(name.slice(0, 80))} cannot be the name of a token`,
    reason: 'a name has 1 to 63 characters: letters, digits, dots, hyphens, underscores and @, a letter or digit first',
  });
}

function requireRole(role: string): OperatorRole {
  if (isOperatorRole(role)) return role;
  throw new AppError('invalid_argument', {
    message: `${JSON.stringify(role.slice(0, 80))} is not a role`,
    reason: 'a role is owner, deployer or viewer',
  });
}

function ambiguous(name: string, tokens: readonly OperatorToken[]): AppError {
  return new AppError('invalid_argument', {
    message: `${tokens.length} tokens are named ${JSON.stringify(name)}`,
    evidence: tokens.map(({ id, scope }) => `${id} for ${scopeTitle(scope)}`),
    nextActions: tokens.map(({ id }) => `devopsellence token revoke ${id}`),
  });
}

function encode(token: Omit<OperatorToken, 'secretHash' | 'revokedAt'>): wire.OperatorToken {
  const { id, name, role, scope, createdAt, createdBy, expiresAt } = token;
  return {
    id,
    name,
    role,
    scope: encodeScope(scope),
    createdAtMs: createdAt,
    createdBy,
    expiresAtMs: expiresAt ?? 0,
  };
}
