import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { signPayload, verifyPayload } from './signature.js';

const pair = generateKeyPairSync('ed25519');
const payload = Buffer.from('document');

function signed() {
  const { signature } = signPayload(payload, pair.privateKey);
  return { payload, signature: Buffer.from(signature ?? '') };
}

it('accepts what the key signed', () => {
  expect(() => verifyPayload(signed(), [pair.publicKey])).not.toThrow();
});

it('refuses another payload, another key and no signature', () => {
  const other = generateKeyPairSync('ed25519');
  expect(() => verifyPayload({ ...signed(), payload: Buffer.from('documenu') }, [pair.publicKey])).toThrow(
    'not signed',
  );
  expect(() => verifyPayload(signed(), [other.publicKey])).toThrow('not signed');
  expect(() => verifyPayload({ payload, signature: Buffer.alloc(0) }, [pair.publicKey])).toThrow('not signed');
});

it('accepts what one of several keys signed', () => {
  const other = generateKeyPairSync('ed25519');
  expect(() => verifyPayload(signed(), [other.publicKey, pair.publicKey])).not.toThrow();
  expect(() => verifyPayload(signed(), [])).toThrow('not signed');
});
