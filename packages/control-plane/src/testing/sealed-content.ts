import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyIdIn, type MasterKeyRing, registryPlace, secretPlace, Vault } from '../secrets/vault.js';
import { countSealedValues, databaseIn, Store } from '../store/index.js';

/** What a control plane keeps sealed. */
export interface SealedContent {
  /** Ids of the keys in its file, the one that seals first. */
  readonly keys: readonly string[];
  /** Ids of the keys that values are sealed with. */
  readonly sealedWith: readonly string[];
  /** Every value, opened, in the order of their ids; passwords of registries last. */
  readonly values: readonly string[];
}

/** Opens everything in a data directory with the keys in its file. Throws when one does not open. */
export async function readSealedContent(dataDirectory: string): Promise<SealedContent> {
  const store = Store.open(databaseIn(dataDirectory));
  try {
    return await sealedContentOf(store, ...(await masterKeysIn(dataDirectory)));
  } finally {
    await store.close();
  }
}

/** The same, with these keys. */
export async function sealedContentOf(store: Store, ...ring: MasterKeyRing): Promise<SealedContent> {
  const vault = new Vault(...ring);
  const counts = await countSealedValues(store.db);
  const versions = await store.db.selectFrom('secret_versions').selectAll().orderBy('id').execute();
  const registries = await store.db.selectFrom('registries').selectAll().orderBy('id').execute();
  return {
    keys: vault.keyIds,
    sealedWith: counts.map(({ header }) => keyIdIn(header)),
    values: [
      ...versions.map(({ id, secret_id, sealed }) => vault.open(sealed, secretPlace(secret_id, id))),
      ...registries.map(({ id, sealed }) => vault.open(sealed, registryPlace(id))),
    ],
  };
}

/** The keys in the file of a data directory. */
export async function masterKeysIn(dataDirectory: string): Promise<MasterKeyRing> {
  const text = await readFile(join(dataDirectory, 'master.key'), 'utf8');
  const [current = '', ...others] = text.trim().split('\n');
  return [Buffer.from(current, 'base64'), ...others.map((key) => Buffer.from(key, 'base64'))];
}
