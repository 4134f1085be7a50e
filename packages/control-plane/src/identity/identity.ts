import type { Trust } from '@devopsellence/protocol';
import type { Clock } from '@devopsellence/runtime';
import { type MasterKeySource, MasterKeys } from '../secrets/master-keys.js';
import { missingKeysOf } from '../secrets/missing-keys.js';
import { sealedWithOther, Vault } from '../secrets/vault.js';
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
  readonly masterKeys: MasterKeys;
  readonly vault: Vault;
  /** For both listeners. */
  readonly serverCertificate: ServerCertificate;
  readonly keyStore: KeyStore;
  readonly ownerTokenFile: string;
}

export interface IdentityOptions extends MasterKeySource {
  readonly dataDirectory: string;
  /** Names and addresses under which the control plane is reached. */
  readonly names: readonly string[];
}

/** Opens the keys in the data directory; creates them, and the owner token, at the first start. */
export async function openIdentity(store: Store, clock: Clock, options: IdentityOptions): Promise<Identity> {
  const keys = new KeyStore(options.dataDirectory, await isNewControlPlane(store));
  const authority = await CertificateAuthority.open(keys, clock);
  const signingKey = await SigningKey.open(keys);
  const masterKeys = await MasterKeys.open(keys, options);
  const vault = new Vault(...masterKeys.ring);
  // With the wrong master key nothing could be sent to any node: better not to start at all.
  const missing = await missingKeysOf(store.db, vault);
  if (missing.length > 0) throw sealedWithOther(missing, vault.keyIds);
  const serverCertificate = await ServerCertificate.open({ ...options, authority, keyStore: keys, clock });
  await followAuthority(keys, authority);
  const ownerTokenFile = await ensureOwnerToken(store, keys, { fingerprint: authority.fingerprint, clock });
  const trust = () => ({ certificateAuthorities: authority.trusted, signingKeys: signingKey.trusted });
  return { authority, signingKey, trust, masterKeys, vault, serverCertificate, keyStore: keys, ownerTokenFile };
}
