import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { AppError } from '@devopsellence/core';
import type { SignedDesiredState } from './gen/devopsellence/v1/SignedDesiredState.js';

/** The first 16 hex digits of the SHA-256 of the key's SPKI form. */
export function signingKeyId(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 16);
}

/** Signs a serialised DesiredState with an Ed25519 key. */
export function signPayload(payload: Buffer, privateKey: KeyObject): SignedDesiredState {
  return { payload, signature: sign(null, payload, privateKey), keyId: signingKeyId(createPublicKey(privateKey)) };
}

export interface SignedPayload {
  readonly payload: Buffer;
  readonly signature: Buffer;
}

/** Throws `bad_signature` unless the payload was signed by one of the keys. */
export function verifyPayload(signed: SignedPayload, publicKeys: readonly KeyObject[]): void {
  if (publicKeys.some((key) => verify(null, signed.payload, key, signed.signature))) return;
  throw new AppError('bad_signature', {
    message: 'refused a desired state: it is not signed by this node’s control plane',
    nextActions: ['check that the control plane was not replaced', 'devopsellence node list'],
  });
}
