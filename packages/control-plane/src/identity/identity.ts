import type { Trust } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { readMasterKey } from '../secrets/master-key.js';
import { Vault } from '../secrets/vault.js';
import type { Store } from '../store/index.js';
import { CertificateAuthority } from './certificate-authority.js';
import { KeyStore } from './key-store.js';
import { ensureOwnerToken, followAuthority, isNewControlPlane } from './owner-token.js';
import { ServerCertificate } from './server-certificate.js';
import { SigningKey } from './signing-key.js';

/** Every key of one control plane. */
export interface Identity {
  readonly authority: CertificateAuthority;
  readonly signingKey: SigningKey;
  /** What nodes are to trust now. */
  readonly trust: () => Trust;
  readonly vault: Vault;
  /** For both listeners. */
  readonly serverCertificate: ServerCertificate;
  readonly keyStore: KeyStore;
  readonly ownerTokenFile: string;
}

export interface IdentityOptions {
  readonly dataDirectory: string;
  /** Names and addresses under which the control plane is reached. */
  readonly names: readonly string[];
  /** Base64; null: kept in the data directory. */
  readonly masterKey: string | null;
}

/** Opens the keys in the data directory; creates them, and the owner token, at the first start. */
export async function openIdentity(store: Store, clock: Clock, options: IdentityOptions): Promise<Identity> {
  const keys = new KeyStore(options.dataDirectory, await isNewControlPlane(store));
  const authority = await CertificateAuthority.open(keys, clock);
  const signingKey = await SigningKey.open(keys);
  const vault = new Vault(await readMasterKey(keys, options.masterKey));
  await requireMasterKeyOf(store, vault);
  const serverCertificate = await ServerCertificate.open({ ...options, authority, keyStore: keys, clock });
  await followAuthority(keys, authority);
  const ownerTokenFile = await ensureOwnerToken(store, keys, { fingerprint: authority.fingerprint, clock });
  const trust = () => ({ certificateAuthorities: authority.trusted, signingKeys: signingKey.trusted });
  return { authority, signingKey, trust, vault, serverCertificate, keyStore: keys, ownerTokenFile };
}

/** With the wrong master key nothing could be sent to any node: better not to start at all. */
async function requireMasterKeyOf(store: Store, vault: Vault): Promise<void> {
  const sealed = await store.db.selectFrom('secret_versions').select('sealed').limit(1).executeTakeFirst();
  if (sealed !== undefined) vault.requireOwn(sealed.sealed);
}
