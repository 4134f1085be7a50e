import type { OperatorRole } from '@devopsellence/core';
import { formatToken, mintToken, parseToken } from '@devopsellence/protocol';
import { type Scope, WHOLE_FLEET } from '../access/scope.js';
import { hashSecret } from '../identity/secret-hash.js';
import { insertToken } from '../store/index.js';
import type { RunningControlPlane } from './running-control-plane.js';

export interface TestToken {
  readonly role: OperatorRole;
  readonly scope?: Scope;
  readonly expiresAt?: number;
}

let count = 0;

/** A token that the control plane takes, put straight into its database. */
export async function aToken(plane: RunningControlPlane, { role, scope = WHOLE_FLEET, expiresAt }: TestToken) {
  const token = mintToken('operator', parseToken(plane.ownerToken)?.fingerprint ?? '');
  count += 1;
  const name = `${role}-${count}`;
  const id = await plane.services.store.transaction((trx) =>
    insertToken(trx, {
      name,
      role,
      secretHash: hashSecret(token.secret),
      scope,
      expiresAt: expiresAt ?? null,
      at: 1,
      by: 'owner',
    }),
  );
  return { id, name, text: formatToken(token) };
}
