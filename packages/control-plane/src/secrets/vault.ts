import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '@devopsellence/core';

const FORMAT = 1;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** nonce, tag and an encrypted data key. */
const WRAPPED_BYTES = NONCE_BYTES + TAG_BYTES + KEY_BYTES;
const HEADER_BYTES = 1 + KEY_ID_BYTES;

/**
 * Envelope encryption: every value is sealed (AES-256-GCM) with a data key of its own, which the master key seals. The
 * place of the value — `secret/ID/version/ID` — is authenticated too: a sealed value copied to another row does not open.
 *
 * Layout: format (1 byte), id of the master key (8), wrapped data key (60), sealed value.
 */
export class Vault {
  readonly #masterKey: Buffer;
  readonly #keyId: Buffer;

  /** The master key has 32 bytes. */
  constructor(masterKey: Buffer) {
    if (masterKey.length !== KEY_BYTES) throw badMasterKey();
    this.#masterKey = masterKey;
    this.#keyId = Buffer.from(hkdfSync('sha256', masterKey, '', 'devopsellence master key id', KEY_ID_BYTES));
  }

  /** Tells master keys apart, and nothing about the key: it stands before every sealed value. */
  get keyId(): string {
    return this.#keyId.toString('hex');
  }

  seal(value: string, place: string): Buffer {
    const dataKey = randomBytes(KEY_BYTES);
    const header = Buffer.concat([Buffer.from([FORMAT]), this.#keyId]);
    const wrapped = encrypt(this.#masterKey, dataKey, authenticated(header, place));
    const sealed = encrypt(dataKey, Buffer.from(value, 'utf8'), authenticated(header, place));
    return Buffer.concat([header, wrapped, sealed]);
  }

  /** Throws `internal` unless the bytes were sealed for this place, with this master key. */
  open(sealed: Buffer, place: string): string {
    this.requireOwn(sealed);
    const header = sealed.subarray(0, HEADER_BYTES);
    const wrapped = sealed.subarray(HEADER_BYTES, HEADER_BYTES + WRAPPED_BYTES);
    try {
      const dataKey = decrypt(this.#masterKey, wrapped, authenticated(header, place));
      return decrypt(dataKey, sealed.subarray(HEADER_BYTES + WRAPPED_BYTES), authenticated(header, place)).toString(
        'utf8',
      );
    } catch (cause) {
      throw new AppError('internal', { message: `the sealed value of ${place} was altered`, cause });
    }
  }

  /** Throws `internal` when the bytes were sealed with another master key. */
  requireOwn(sealed: Buffer): void {
    const isOwn = sealed[0] === FORMAT && sealed.subarray(1, HEADER_BYTES).equals(this.#keyId);
    if (isOwn) return;
    throw new AppError('internal', {
      message: 'secrets in the database were sealed with another master key',
      nextActions: [
        'start with the master key the database was written with: DATA_DIR/master.key or DEVOPSELLENCE_MASTER_KEY',
      ],
    });
  }
}

/** Where a version of a secret is. */
export function secretPlace(secretId: string, versionId: string): string {
  return `secret/${secretId}/version/${versionId}`;
}

/** Where a registry's password is. */
export function registryPlace(registryId: string): string {
  return `registry/${registryId}/password`;
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

function badMasterKey(): AppError {
  return new AppError('usage', {
    message: 'the master key is not 32 bytes in base64',
    nextActions: ['openssl rand -base64 32'],
  });
}
