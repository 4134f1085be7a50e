import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '@devopsellence/core';

const FORMAT = 1;
/** Of a master key, and of the data keys that it seals. */
export const MASTER_KEY_BYTES = 32;
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** nonce, tag and an encrypted data key. */
const WRAPPED_BYTES = NONCE_BYTES + TAG_BYTES + MASTER_KEY_BYTES;
/** What stands before every sealed value: the format, and the id of the master key. */
export const SEALED_HEADER_BYTES = 1 + KEY_ID_BYTES;

/** Master keys of 32 bytes: with the first one everything is sealed, with all of them it is opened. */
export type MasterKeyRing = readonly [Buffer, ...Buffer[]];

interface MasterKey {
  readonly bytes: Buffer;
  readonly id: Buffer;
}

/**
 * Envelope encryption: every value is sealed (AES-256-GCM) with a data key of its own, which the master key seals. The
 * place of the value — `secret/ID/version/ID` — is authenticated too: a sealed value copied to another row does not open.
 *
 * Layout: format (1 byte), id of the master key (8), wrapped data key (60), sealed value.
 */
export class Vault {
  #keys: readonly [MasterKey, ...MasterKey[]];

  constructor(...ring: MasterKeyRing) {
    this.#keys = withIds(ring);
  }

  /** Of the key that seals. Tells master keys apart, and nothing about the key: it stands before every sealed value. */
  get keyId(): string {
    return this.#keys[0].id.toString('hex');
  }

  /** Of all keys that open, the one that seals first. */
  get keyIds(): readonly string[] {
    return this.#keys.map(({ id }) => id.toString('hex'));
  }

  /** From now on these keys, and no others. */
  use(ring: MasterKeyRing): void {
    this.#keys = withIds(ring);
  }

  seal(value: string, place: string): Buffer {
    const [{ bytes, id }] = this.#keys;
    const dataKey = randomBytes(MASTER_KEY_BYTES);
    const header = headerOf(id);
    const wrapped = encrypt(bytes, dataKey, authenticated(header, place));
    const sealed = encrypt(dataKey, Buffer.from(value, 'utf8'), authenticated(header, place));
    return Buffer.concat([header, wrapped, sealed]);
  }

  /** Throws `internal` unless the bytes were sealed for this place, with a key that is here. */
  open(sealed: Buffer, place: string): string {
    const header = sealed.subarray(0, SEALED_HEADER_BYTES);
    const key = this.#keys.find(({ id }) => headerOf(id).equals(header));
    if (key === undefined) throw sealedWithOther([keyIdIn(header)], this.keyIds);
    const wrapped = sealed.subarray(SEALED_HEADER_BYTES, SEALED_HEADER_BYTES + WRAPPED_BYTES);
    const encrypted = sealed.subarray(SEALED_HEADER_BYTES + WRAPPED_BYTES);
    try {
      const dataKey = decrypt(key.bytes, wrapped, authenticated(header, place));
      return decrypt(dataKey, encrypted, authenticated(header, place)).toString('utf8');
    } catch (cause) {
      throw new AppError('internal', { message: `the sealed value of ${place} was altered`, cause });
    }
  }

  /** The same value, sealed with the key that seals now, and with another data key. Throws as `open` does. */
  reseal(sealed: Buffer, place: string): Buffer {
    return this.seal(this.open(sealed, place), place);
  }
}

/** The name of a master key, as sealed values and backups carry it. */
export function masterKeyId(key: Buffer): string {
  return idOf(key).toString('hex');
}

/** Id of the key that a value with this header was sealed with. */
export function keyIdIn(header: Buffer): string {
  return header.subarray(1, SEALED_HEADER_BYTES).toString('hex');
}

/** Values need keys that were not given; all by their ids. */
export function sealedWithOther(needed: readonly string[], given: readonly string[]): AppError {
  return new AppError('internal', {
    message: 'secrets in the database were sealed with another master key',
    reason: `they need the key with the id ${needed.join(', ')}; given: ${given.join(', ')}`,
    nextActions: [
      'start with the master key the database was written with: DATA_DIR/master.key or DEVOPSELLENCE_MASTER_KEY',
      'to replace it, give the one before too: as a second line of master.key, or DEVOPSELLENCE_MASTER_KEY_PREVIOUS',
    ],
  });
}

/** Where a version of a secret is. */
export function secretPlace(secretId: string, versionId: string): string {
  return `secret/${secretId}/version/${versionId}`;
}

/** Where a registry's password is. */
export function registryPlace(registryId: string): string {
  return `registry/${registryId}/password`;
}

function withIds([current, ...others]: MasterKeyRing): readonly [MasterKey, ...MasterKey[]] {
  const named = (bytes: Buffer) => ({ bytes, id: idOf(bytes) });
  return [named(current), ...others.map(named)];
}

function idOf(key: Buffer): Buffer {
  if (key.length !== MASTER_KEY_BYTES) throw new RangeError(`a master key has ${MASTER_KEY_BYTES} bytes`);
  return Buffer.from(hkdfSync('sha256', key, '', 'devopsellence master key id', KEY_ID_BYTES));
}

function headerOf(keyId: Buffer): Buffer {
  return Buffer.concat([Buffer.from([FORMAT]), keyId]);
}

function authenticated(header: Buffer, place: string): Buffer {
  return Buffer.concat([header, Buffer.from(place, 'utf8')]);
}

function encrypt(key: Buffer, plain: Buffer, additional: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(additional);
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]);
}

function decrypt(key: Buffer, sealed: Buffer, additional: Buffer): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(additional);
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}
