import { randomBytes } from 'node:crypto';
import type { KeyStore } from '../identity/key-store.js';

/**
 * The key that seals all secrets: from the environment variable `DEVOPSELLENCE_MASTER_KEY` where the operator keeps it
 * apart from the data directory, else from the file `master.key`, created at the first start. Base64 in both.
 */
export async function readMasterKey(keys: KeyStore, fromEnvironment: string | null): Promise<Buffer> {
  const text =
    fromEnvironment ?? (await keys.readOrCreate('master.key', () => `${randomBytes(32).toString('base64')}\n`));
  return Buffer.from(text.trim(), 'base64');
}
