import { countSealedValues, type Reader } from '../store/index.js';
import { keyIdIn, type Vault } from './vault.js';

/** Ids of the keys that values in the database were sealed with, and that the vault does not have. */
export async function missingKeysOf(db: Reader, vault: Vault): Promise<readonly string[]> {
  const needed = (await countSealedValues(db)).map(({ header }) => keyIdIn(header));
  return needed.filter((id) => !vault.keyIds.includes(id));
}
