import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { signPayload, type wire } from '@devopsellence/protocol';
import type { KeyStore } from './key-store.js';

/** The Ed25519 key with which the control plane signs what nodes must run. Nodes learn its public half when they join. */
export class SigningKey {
  readonly #privateKey: KeyObject;
  /** PEM, SPKI. */
  readonly publicKey: string;

  private constructor(privateKey: KeyObject) {
    this.#privateKey = privateKey;
    this.publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  }

  static async open(store: KeyStore): Promise<SigningKey> {
    const pem = await store.readOrCreate('signing-key.pem', () =>
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    );
    return new SigningKey(createPrivateKey(pem));
  }

  sign(payload: Buffer): wire.SignedDesiredState {
    return signPayload(payload, this.#privateKey);
  }
}
