import { randomBytes } from 'node:crypto';
import { AppError } from '@devopsellence/core';
import type { KeyStore } from '../identity/key-store.js';
import type { RotatingIds } from '../identity/rotating-key.js';
import { MASTER_KEY_BYTES, type MasterKeyRing, masterKeyId } from './vault.js';

const FILE = 'master.key';

/** What the environment says. Base64. */
export interface MasterKeySource {
  /** Null: the file `master.key` in the data directory. */
  readonly masterKey: string | null;
  /** One or several that `masterKey` replaces, with a space between; null: none. */
  readonly previousMasterKey: string | null;
}

/**
 * The key that seals all secrets, and those that it replaces: from the environment where the operator keeps them apart from
 * the data directory, else from the file `master.key`, created at the first start. Each is a line of the file, the first
 * one seals: so each step of a replacement is one write, and a copy of the file has all that is needed at that moment.
 */
export class MasterKeys {
  readonly isFromEnvironment: boolean;
  readonly #store: KeyStore;
  #ring: MasterKeyRing;

  private constructor(store: KeyStore, ring: MasterKeyRing, isFromEnvironment: boolean) {
    this.#store = store;
    this.#ring = ring;
    this.isFromEnvironment = isFromEnvironment;
  }

  /** Throws `usage` for what is no key, and what `KeyStore.readOrCreate` throws when there is none. */
  static async open(store: KeyStore, { masterKey, previousMasterKey }: MasterKeySource): Promise<MasterKeys> {
    if (masterKey === null && previousMasterKey !== null) throw previousAlone(store.path(FILE));
    if (masterKey !== null) return new MasterKeys(store, parse(`${masterKey} ${previousMasterKey ?? ''}`), true);
    return new MasterKeys(store, parse(await store.readOrCreate(FILE, () => format([newKey()]))), false);
  }

  /** Whether the file is there, so that `open` without a key in the environment finds one. */
  static async isInFile(store: KeyStore): Promise<boolean> {
    return (await store.read(FILE)) !== null;
  }

  get ring(): MasterKeyRing {
    return this.#ring;
  }

  /** `other`: of those that are replaced. */
  get ids(): RotatingIds {
    const [current, ...others] = this.#ring;
    return { current: masterKeyId(current), other: others.map(masterKeyId).join(' ') || null };
  }

  /** Puts a new key before the others. Resolves when that would survive power loss; before, nothing is sealed with it. */
  async begin(): Promise<void> {
    await this.#put([newKey(), ...this.#ring]);
  }

  /** Drops all keys but the first. Those of the environment only its owner can drop. */
  async finish(): Promise<void> {
    if (!this.isFromEnvironment) await this.#put([this.#ring[0]]);
  }

  async #put(ring: MasterKeyRing): Promise<void> {
    await this.#store.write(FILE, format(ring));
    this.#ring = ring;
  }
}

function newKey(): Buffer {
  return randomBytes(MASTER_KEY_BYTES);
}

function format(ring: MasterKeyRing): string {
  return ring.map((key) => `${key.toString('base64')}\n`).join('');
}

/** Each key once. Throws `usage` for what is no key. */
function parse(text: string): MasterKeyRing {
  const [current = '', ...others] = new Set(text.trim().split(/\s+/));
  return [decode(current), ...others.map(decode)];
}

function decode(text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== MASTER_KEY_BYTES) throw badMasterKey();
  return key;
}

function badMasterKey(): AppError {
  return new AppError('usage', {
    message: 'the master key is not 32 bytes in base64',
    nextActions: ['openssl rand -base64 32'],
  });
}

function previousAlone(path: string): AppError {
  return new AppError('usage', {
    message: 'DEVOPSELLENCE_MASTER_KEY_PREVIOUS is set, and DEVOPSELLENCE_MASTER_KEY is not',
    reason: 'the one before is replaced by the one that is given beside it',
    nextActions: ['set both', `or neither, and put the keys into ${path}, a line each, the new one first`],
  });
}
