import { X509Certificate } from 'node:crypto';
import { OPERATOR, trustIdOf } from '@devopsellence/protocol';
import { FakeClock } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import { publishDesiredEnvironment } from '../store/index.js';
import { aDesiredEnvironment, aDesiredService } from '../testing/documents.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { tempDirectory } from '../testing/temp-directory.js';
import { contentOf } from '../testing/test-agent.js';
import { CertificateAuthority } from './certificate-authority.js';
import { KeyStore } from './key-store.js';
import { SigningKey } from './signing-key.js';

const SHOP = { organization: 'acme', project: 'shop', environment: 'production' };

async function eventsOf({ services }: RunningControlPlane): Promise<string[]> {
  const rows = await services.store.db.selectFrom('events').selectAll().orderBy('id').execute();
  return rows.map(({ actor, action }) => `${actor}: ${action}`).filter((line) => /authority|signing/.test(line));
}

const statusOf = (plane: RunningControlPlane) => plane.call(OPERATOR.GetTrustStatus, {});

describe('a replacement of keys', () => {
  it('goes on where a killed process has left it, whichever write was its last', async () => {
    const dataDirectory = await tempDirectory();
    const first = await RunningControlPlane.start({ dataDirectory });
    await first.stop();
    const keys = new KeyStore(dataDirectory, false);
    const authority = await CertificateAuthority.open(keys, new FakeClock(Date.now()));
    // Killed after the write of the key file, before that of the database.
    await authority.enter('announced');
    await (await SigningKey.open(keys)).enter('announced');
    const second = await RunningControlPlane.start({ dataDirectory });
    await expect.poll(async () => (await statusOf(second)).certificateAuthority?.phase).toBe('ROTATION_PHASE_REPLACED');
    await expect.poll(async () => (await statusOf(second)).signingKey?.phase).toBe('ROTATION_PHASE_STEADY');
    await second.stop();
    // Killed before the server certificate followed.
    await (await CertificateAuthority.open(keys, new FakeClock(Date.now()))).enter('steady');
    const third = await RunningControlPlane.start({ dataDirectory });
    const issuer = new X509Certificate(third.certificateAuthority);
    expect(issuer.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(authority.ids.other);
    await expect
      .poll(() => eventsOf(third))
      .toEqual([
        'control-plane: certificate_authority.announced',
        'control-plane: certificate_authority.replaced',
        'control-plane: signing_key.announced',
        'control-plane: signing_key.replaced',
        'control-plane: signing_key.rotated',
        'control-plane: certificate_authority.rotated',
      ]);
  });

  it('is begun once, however often it is asked for', async () => {
    const plane = await RunningControlPlane.start();
    await plane.join('prod-1');
    const before = await statusOf(plane);
    const replies = await Promise.all([1, 2, 3].map(() => plane.call(OPERATOR.RotateAuthority, {})));
    for (const { certificateAuthority } of replies)
      expect([certificateAuthority?.current, certificateAuthority?.other]).toContain(
        before.certificateAuthority?.current,
      );
    await expect
      .poll(() => eventsOf(plane))
      .toEqual(['owner: certificate_authority.announced', 'control-plane: certificate_authority.replaced']);
    const { signingKey } = await statusOf(plane);
    expect(signingKey).toEqual(before.signingKey);
  });

  it('sends nothing signed with the new key to a node that has not said that it trusts it', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    await plane.call(OPERATOR.RotateSigningKey, {});
    // Nobody is connected: nothing to wait for.
    await expect
      .poll(async () => (await statusOf(plane)).signingKey)
      .toMatchObject({
        phase: 'ROTATION_PHASE_REPLACED',
        behind: ['prod-1'],
      });
    await plane.call(OPERATOR.AttachNode, { node: 'prod-1', environment: SHOP });
    const { store } = plane.services;
    const { id: environmentId } = await store.db.selectFrom('environments').select('id').executeTakeFirstOrThrow();
    const document = aDesiredEnvironment(environmentId, [aDesiredService('web')]);
    const of = { nodeId: agent.nodeId, environmentId, deploymentId: 'd', releaseId: 'r' };
    await store.transaction((trx) => publishDesiredEnvironment(trx, { ...of, document, at: 1 }));
    const documents = agent.watch(0);
    const trust = await agent.trust();
    expect(trust.signingKeys).toHaveLength(2);
    expect(documents.pending).toEqual([]);
    await agent.trust(trustIdOf(trust));
    expect(contentOf(await documents.next()).desiredState.nodeId).toBe(agent.nodeId);
    await expect.poll(async () => (await statusOf(plane)).signingKey?.phase).toBe('ROTATION_PHASE_STEADY');
  });

  it('is for owners of the whole fleet, and refuses to drop what is not replaced yet', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const status = agent.status();
    status.report();
    await status.replies.next();
    await plane.call(OPERATOR.RotateAuthority, {});
    const finishing = plane.call(OPERATOR.RotateAuthority, { finish: true });
    await expect(finishing).rejects.toMatchObject({ code: 'not_supported' });
    expect((await statusOf(plane)).certificateAuthority).toMatchObject({
      phase: 'ROTATION_PHASE_ANNOUNCED',
      behind: ['prod-1'],
    });
  });
});
