import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { AppError } from '@devopsellence/core';
import { payloadSigner, signingKeyId, type wire } from '@devopsellence/protocol';
import type { KeyStore } from './key-store.js';
import type { RotatingIds, RotatingKey } from './rotating-key.js';
import type { RotationPhase } from './rotation.js';

const FILE = 'signing-key.pem';
const KEY = /-----BEGIN (PRIVATE|PUBLIC) KEY-----[\s\S]+?-----END \1 KEY-----/g;

interface Keys {
  readonly signs: KeyObject;
  /** The private key that will sign, or the public key of the one that did. */
  readonly other: KeyObject | null;
}

/** What is worked out once for keys: it is asked for with every document and every status message. */
interface Derived {
  readonly trusted: readonly string[];
  readonly sign: (payload: Buffer) => wire.SignedDesiredState;
}

/**
 * The Ed25519 key with which the control plane signs what nodes must run. Nodes learn its public half when they join, and
 * over their session when it changes. While it does, one file holds both, so that each step is one write.
 */
export class SigningKey implements RotatingKey {
  readonly #store: KeyStore;
  #keys: Keys;
  #derived: Derived;

  private constructor(store: KeyStore, keys: Keys) {
    this.#store = store;
    this.#keys = keys;
    this.#derived = derive(keys);
  }

  static async open(store: KeyStore): Promise<SigningKey> {
    const pem = await store.readOrCreate(FILE, () => privatePem(newKey()));
    return new SigningKey(store, parse(pem, store.path(FILE)));
  }

  /** Of the key that signs: PEM, SPKI. */
  get publicKey(): string {
    return publicPem(this.#keys.signs);
  }

  /** Public halves of all keys that nodes are to trust now, the one that signs first: PEM, SPKI. */
  get trusted(): readonly string[] {
    return this.#derived.trusted;
  }

  get phase(): RotationPhase {
    const { other } = this.#keys;
    if (other === null) return 'steady';
    return other.type === 'private' ? 'announced' : 'replaced';
  }

  /** As documents name the keys. */
  get ids(): RotatingIds {
    const [current = '', other = null] = this.trusted.map((pem) => signingKeyId(createPublicKey(pem)));
    return { current, other };
  }

  sign(payload: Buffer): wire.SignedDesiredState {
    return this.#derived.sign(payload);
  }

  /** Goes on to the phase. Resolves when that would survive power loss. */
  async enter(phase: RotationPhase): Promise<void> {
    const { signs, other } = this.#keys;
    const newest = other?.type === 'private' ? other : signs;
    const keys: Record<RotationPhase, () => Keys> = {
      announced: () => ({ signs, other: newKey() }),
      replaced: () => ({ signs: newest, other: createPublicKey(signs) }),
      steady: () => ({ signs: newest, other: null }),
    };
    if (phase !== this.phase) await this.#put(keys[phase]());
  }

  async #put(keys: Keys): Promise<void> {
    const { signs, other } = keys;
    const text = [
      privatePem(signs),
      other === null ? '' : other.type === 'private' ? privatePem(other) : publicPem(other),
    ];
    await this.#store.write(FILE, text.join(''));
    this.#keys = keys;
    this.#derived = derive(keys);
  }
}

function derive({ signs, other }: Keys): Derived {
  const trusted = [signs, ...(other === null ? [] : [other])].map(publicPem);
  return { trusted, sign: payloadSigner(signs) };
}

function newKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

function privatePem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function publicPem(key: KeyObject): string {
  return (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'pem' }).toString();
}

function parse(text: string, path: string): Keys {
  const [signs, other] = text.match(KEY) ?? [];
  if (signs === undefined || signs.includes('PUBLIC KEY')) {
    throw new AppError('internal', {
      message: `${path} does not hold a private key`,
      nextActions: ['restore the whole data directory from one backup'],
    });
  }
  if (other === undefined) return { signs: createPrivateKey(signs), other: null };
  const isPublic = other.includes('PUBLIC KEY');
  return { signs: createPrivateKey(signs), other: isPublic ? createPublicKey(other) : createPrivateKey(other) };
}
