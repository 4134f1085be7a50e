import type { KeyObject } from 'node:crypto';

/**
 * A certificate request (PEM) that proves possession of the key (P-256). The control plane decides what the certificate
 * says, so it names nobody. Its library costs memory that an agent which has joined should not pay: loaded when needed.
 */
export async function certificateRequest(privateKey: KeyObject): Promise<string> {
  await import('reflect-metadata');
  const { Pkcs10CertificateRequestGenerator } = await import('@peculiar/x509');
  const { webcrypto, createPublicKey } = await import('node:crypto');
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const keys = {
    privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spki, algorithm, true, ['verify']),
  };
  const request = await Pkcs10CertificateRequestGenerator.create({ keys, signingAlgorithm: algorithm });
  return request.toString('pem');
}
