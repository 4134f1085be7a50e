import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';

const MAGIC = Buffer.from('dvo1');
const REVISION_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = MAGIC.length + REVISION_BYTES;
const KEY_BYTES = 32;

/** A content only the holder of the node's private key can read, beside a revision that anyone can. */
export interface Sealed {
  readonly revision: number;
  /** Null when it was sealed with another key, or tampered with. */
  readonly content: Buffer | null;
}

/** A key for AES-256-GCM that follows from the node's private key. */
export function sealingKey(privateKey: KeyObject): Buffer {
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' });
  return Buffer.from(hkdfSync('sha256', secret, '', 'devopsellence desired state', KEY_BYTES));
}

/** Layout: magic, revision (both authenticated), nonce, tag, ciphertext. */
export function seal(key: Buffer, revision: number, content: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeBigUInt64BE(BigInt(revision), MAGIC.length);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(header);
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), ciphertext]);
}

/** Null for a file that is no sealed one at all. */
export function unseal(key: Buffer, file: Buffer): Sealed | null {
  const start = HEADER_BYTES + NONCE_BYTES + TAG_BYTES;
  if (file.length < start || !file.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const header = file.subarray(0, HEADER_BYTES);
  const nonce = file.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(header);
  decipher.setAuthTag(file.subarray(HEADER_BYTES + NONCE_BYTES, start));
  const revision = Number(header.readBigUInt64BE(MAGIC.length));
  try {
    return { revision, content: Buffer.concat([decipher.update(file.subarray(start)), decipher.final()]) };
  } catch {
    return { revision, content: null };
  }
}
