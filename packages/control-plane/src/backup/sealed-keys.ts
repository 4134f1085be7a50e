import type { KeyStore } from '../identity/key-store.js';
import type { Vault } from '../secrets/vault.js';

/** Without these nodes and tokens would trust the control plane no more. All else is in the database, or made anew. */
const KEY_FILES = ['authority.pem', 'signing-key.pem'] as const;

/** The database that sealed keys belong to: beside another one they do not open. */
export interface SealedFor {
  readonly id: string;
  readonly sha256: string;
}

/** Key files as a backup holds them. */
export interface SealedKeys {
  readonly masterKeyId: string;
  /** Base64, by name. */
  readonly sealedKeys: Readonly<Record<string, string>>;
}

/** The key files, sealed with the master key: all with the same one, also while that is replaced. */
export async function sealKeys(keys: KeyStore, vault: Vault, of: SealedFor): Promise<SealedKeys> {
  const files = await Promise.all(KEY_FILES.map(async (name) => ({ name, content: await keys.read(name) })));
  const sealed: Record<string, string> = {};
  for (const { name, content } of files) {
    if (content !== null) sealed[name] = vault.seal(content, placeOf(name, of)).toString('base64');
  }
  return { masterKeyId: vault.keyId, sealedKeys: sealed };
}

/** What `sealKeys` sealed. Throws `internal` when the database was altered, or the master key is another one. */
export function openKeys(
  vault: Vault,
  { sealedKeys, ...of }: SealedFor & { readonly sealedKeys: Readonly<Record<string, string>> },
): ReadonlyMap<string, string> {
  const open = (name: string) => vault.open(Buffer.from(sealedKeys[name] ?? '', 'base64'), placeOf(name, of));
  return new Map(KEY_FILES.filter((name) => name in sealedKeys).map((name) => [name, open(name)]));
}

function placeOf(name: string, { id, sha256 }: SealedFor): string {
  return `backup/${id}/${sha256}/${name}`;
}
