import { formatToken, mintToken, parseToken } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { WHOLE_FLEET } from '../access/scope.js';
import { insertEvent, insertToken, type Store } from '../store/index.js';
import type { KeyStore } from './key-store.js';
import type { RotatingKey } from './rotating-key.js';
import { hashSecret } from './secret-hash.js';

const FILE = 'owner-token';

/** Whether no token was ever made: nothing depends on this control plane yet. */
export async function isNewControlPlane(store: Store): Promise<boolean> {
  return (await store.db.selectFrom('tokens').select('id').limit(1).executeTakeFirst()) === undefined;
}

/**
 * Makes the first owner token of a new control plane, in the file `owner-token`, and returns the file's path. The file
 * is written before the database knows the token: a start that is killed in between goes on with the same token.
 */
export async function ensureOwnerToken(
  store: Store,
  keys: KeyStore,
  { fingerprint, clock }: { readonly fingerprint: string; readonly clock: Clock },
): Promise<string> {
  const path = keys.path(FILE);
  if (!(await isNewControlPlane(store))) return path;
  const text = await keys.readOrCreate(FILE, () => `${formatToken(mintToken('operator', fingerprint))}\n`);
  const token = parseToken(text);
  if (token?.fingerprint !== fingerprint) {
    // A leftover of another control plane: never accepted here, so it may go.
    await keys.write(FILE, `${formatToken(mintToken('operator', fingerprint))}\n`);
    return await ensureOwnerToken(store, keys, { fingerprint, clock });
  }
  const at = clock.now();
  await store.transaction(async (trx) => {
    await insertToken(trx, {
      name: 'owner',
      role: 'owner',
      secretHash: hashSecret(token.secret),
      scope: WHOLE_FLEET,
      expiresAt: null,
      at,
      by: 'control-plane',
    });
    await insertEvent(trx, {
      at,
      actor: 'control-plane',
      action: 'token.created',
      subject: 'token owner',
      details: { role: 'owner' },
      correlationId: '',
    });
  });
  return path;
}

/** The token in the file, if it is there still, carries the authority that issues now. May be repeated. */
export async function followAuthority(keys: KeyStore, { phase, ids }: RotatingKey): Promise<void> {
  if (phase !== 'replaced') return;
  const token = parseToken((await keys.read(FILE)) ?? '');
  if (token?.fingerprint !== ids.other) return;
  await keys.write(FILE, `${formatToken({ ...token, fingerprint: ids.current })}\n`);
}
