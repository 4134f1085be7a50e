import type { OperatorRole } from '@devopsellence/core';
import { formatToken, mintToken, parseToken } from '@devopsellence/protocol';
import { hashSecret } from '../identity/secret-hash.js';
import { newId, Store } from '../store/index.js';

/** A token of the role for a control plane, be it running or not: in all but that as the owner's, which is given. */
export async function mintOperatorToken(databaseFile: string, role: OperatorRole, ownerToken: string): Promise<string> {
  const owner = parseToken(ownerToken);
  if (owner === null) throw new Error('the owner token is not one');
  const token = mintToken('operator', owner.fingerprint);
  const store = Store.open(databaseFile);
  try {
    const known = store.db.selectFrom('tokens').selectAll().where('secret_hash', '=', hashSecret(owner.secret));
    const row = await known.executeTakeFirstOrThrow();
    const own = { id: newId(), name: `test-${role}`, role, secret_hash: hashSecret(token.secret) };
    await store.db
      .insertInto('tokens')
      .values({ ...row, ...own })
      .execute();
    return formatToken(token);
  } finally {
    await store.close();
  }
}
