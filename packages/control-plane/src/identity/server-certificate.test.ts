import { X509Certificate } from 'node:crypto';
import { CONTROL_PLANE_NAME } from '@devopsellence/protocol';
import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempDirectory } from '../testing/temp-directory.js';
import { CertificateAuthority } from './certificate-authority.js';
import { KeyStore } from './key-store.js';
import { ServerCertificate } from './server-certificate.js';

const DAY_MS = 86_400_000;

async function setUp() {
  const clock = new FakeClock(Date.now());
  const keyStore = new KeyStore(await tempDirectory(), true);
  const authority = await CertificateAuthority.open(keyStore, clock);
  return { clock, authority, open: (names: string[]) => ServerCertificate.open({ authority, keyStore, names, clock }) };
}

const leafOf = ({ current }: ServerCertificate) => new X509Certificate(current.certificate);

describe('a server certificate', () => {
  it('is for the fixed name and every advertised one, and brings the authority along', async () => {
    const { authority, open } = await setUp();
    const certificate = await open(['cp.example.com', '203.0.113.7', '::1']);
    const leaf = leafOf(certificate);
    expect(leaf.checkHost(CONTROL_PLANE_NAME)).toBe(CONTROL_PLANE_NAME);
    expect(leaf.checkHost('cp.example.com')).toBe('cp.example.com');
    expect(leaf.checkIP('203.0.113.7')).toBe('203.0.113.7');
    expect(leaf.checkIP('::1')).toBe('::1');
    expect(certificate.current.certificate).toContain(authority.certificate.trim());
  });

  it('is issued anew when the names change, and only then', async () => {
    const { open } = await setUp();
    const serial = async (...names: string[]) => leafOf(await open(names)).serialNumber;
    const first = await serial('a.example.com', '127.0.0.1', '::1');
    expect(await serial('a.example.com', '127.0.0.1', '::1')).toBe(first);
    expect(await serial('b.example.com', '127.0.0.1', '::1')).not.toBe(first);
  });

  it('is issued anew at the start when its end is near', async () => {
    const { open, clock } = await setUp();
    const first = leafOf(await open([])).validTo;
    await clock.advance(400 * DAY_MS);
    expect(Date.parse(leafOf(await open([])).validTo)).toBeGreaterThan(Date.parse(first));
  });

  it('is issued anew while it is in use, and listeners are told', async () => {
    const { open, clock } = await setUp();
    const certificate = await open([]);
    const stopping = new AbortController();
    const running = certificate.run(stopping.signal, silentLogger);
    onTestFinished(() => {
      stopping.abort();
      return running;
    });
    const shown = new Set([leafOf(certificate).serialNumber]);
    certificate.onChange(() => shown.add(leafOf(certificate).serialNumber));
    await expect.poll(() => clock.sleepers).toBe(1);
    await clock.advance(300 * DAY_MS);
    await expect.poll(() => clock.sleepers).toBe(1);
    expect(shown.size).toBe(1);
    await clock.advance(100 * DAY_MS);
    await expect.poll(() => shown.size).toBe(2);
  });
});
