import { X509Certificate } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FakeClock } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import { aCertificateRequest } from '../testing/certificate-request.js';
import { tempDirectory } from '../testing/temp-directory.js';
import { CertificateAuthority, nodeOfAlternativeNames } from './certificate-authority.js';
import { KeyStore } from './key-store.js';

const NODE_ID = '01JDCNV3S0000000000000000A';
const DAY_MS = 86_400_000;

async function open(clock = new FakeClock(Date.now())) {
  const directory = await tempDirectory();
  const keys = new KeyStore(directory, true);
  return { directory, keys, clock, authority: await CertificateAuthority.open(keys, clock) };
}

describe('the certificate authority', () => {
  it('is created once and stays the same', async () => {
    const { directory, keys, clock, authority } = await open();
    const again = await CertificateAuthority.open(keys, clock);
    expect(again.fingerprint).toBe(authority.fingerprint);
    expect((await stat(join(directory, 'authority.pem'))).mode & 0o777).toBe(0o600);
  });

  it('is never replaced once something depends on it', async () => {
    const { directory, clock } = await open();
    await rm(join(directory, 'authority.pem'));
    await expect(CertificateAuthority.open(new KeyStore(directory, false), clock)).rejects.toThrow('is missing');
  });
});

describe('a node certificate', () => {
  it('names the node whatever the request says, for 30 days', async () => {
    const { clock, authority } = await open();
    const { request } = await aCertificateRequest('CN=another-node');
    const issued = await authority.issueNodeCertificate(NODE_ID, request);
    const certificate = new X509Certificate(issued.certificate);
    expect(certificate.subject).toBe(`CN=${NODE_ID}`);
    expect(nodeOfAlternativeNames(certificate.subjectAltName)).toBe(NODE_ID);
    expect(certificate.ca).toBe(false);
    expect(Math.round((Date.parse(certificate.validTo) - clock.now()) / DAY_MS)).toBe(30);
    expect(clock.now() - Date.parse(certificate.validFrom)).toBeGreaterThanOrEqual(3_600_000);
    expect(certificate.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
  });

  it('is refused for a request that was altered', async () => {
    const { authority } = await open();
    const { request } = await aCertificateRequest();
    const middle = request.length - 80;
    const altered = request.slice(0, middle) + (request[middle] === 'A' ? 'B' : 'A') + request.slice(middle + 1);
    await expect(authority.issueNodeCertificate(NODE_ID, altered)).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it.each(['', 'no request', '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----'])(
    'is refused for %j',
    async (request) => {
      const { authority } = await open();
      await expect(authority.issueNodeCertificate(NODE_ID, request)).rejects.toMatchObject({
        code: 'invalid_argument',
      });
    },
  );

  it('is refused for a key on another curve', async () => {
    const { authority } = await open();
    const { request } = await aCertificateRequest('CN=x', 'P-384');
    await expect(authority.issueNodeCertificate(NODE_ID, request)).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});

describe('the node a certificate names', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['DNS:control-plane.devopsellence.internal', null],
    [`URI:devopsellence://node/${NODE_ID}`, NODE_ID],
    [`DNS:x, URI:devopsellence://node/${NODE_ID}`, NODE_ID],
    [`URI:https://evil/?devopsellence://node/${NODE_ID}`, null],
    [`URI:devopsellence://node/${NODE_ID}/x`, null],
  ])('in %j is %j', (names, nodeId) => {
    expect(nodeOfAlternativeNames(names)).toBe(nodeId);
  });
});
