import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { AppError } from '@devopsellence/core';
import type { SignedDesiredState } from './gen/devopsellence/v1/SignedDesiredState.js';

/** The first 16 hex digits of the SHA-256 of the key's SPKI form. */
export function signingKeyId(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 16);
}

/** Signs serialised DesiredStates with an Ed25519 key. */
export function payloadSigner(privateKey: KeyObject): (payload: Buffer) => SignedDesiredState {
  const keyId = signingKeyId(createPublicKey(privateKey));
  return (payload) => ({ payload, signature: sign(null, payload, privateKey), keyId });
}

/** As `payloadSigner`, for one payload. */
export function signPayload(payload: Buffer, privateKey: KeyObject): SignedDesiredState {
  return payloadSigner(privateKey)(payload);
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
