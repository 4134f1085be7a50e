import {
  ENROLLMENT,
  fingerprintOf,
  formatToken,
  mintToken,
  OPERATOR,
  parseToken,
  unary,
} from '@devopsellence/protocol';
import { FakeClock } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import { aCertificateRequest } from '../testing/certificate-request.js';
import { RunningControlPlane } from '../testing/running-control-plane.js';

async function register(plane: RunningControlPlane, name: string): Promise<string> {
  return (await plane.call(OPERATOR.RegisterNode, { name })).joinToken;
}

async function joined(plane: RunningControlPlane): Promise<(string | boolean)[][]> {
  const { nodes } = await plane.call(OPERATOR.ListNodes, {});
  return nodes.map(({ name, joined: hasJoined }) => [name, hasJoined]);
}

describe('a join token', () => {
  it('makes the node it names, whatever the machine proposes', async () => {
    const plane = await RunningControlPlane.start();
    const token = await register(plane, 'prod-1');
    expect(await joined(plane)).toEqual([['prod-1', false]]);
    expect((await plane.enroll(token, { proposedName: 'evil' })).nodeName).toBe('prod-1');
    expect(await joined(plane)).toEqual([['prod-1', true]]);
  });

  it('without a name takes the one the machine proposes, if it is free and valid', async () => {
    const plane = await RunningControlPlane.start();
    await register(plane, 'taken');
    const token = await register(plane, '');
    await expect(plane.enroll(token, { proposedName: 'taken' })).rejects.toMatchObject({ code: 'name_taken' });
    await expect(plane.enroll(token, { proposedName: 'Not A Name' })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    expect((await plane.enroll(token, { proposedName: 'web-7.example' })).nodeName).toBe('web-7.example');
  });

  it('works once', async () => {
    const plane = await RunningControlPlane.start();
    const token = await register(plane, 'prod-1');
    await plane.enroll(token);
    await expect(plane.enroll(token)).rejects.toMatchObject({
      code: 'invalid_join_token',
      reason: 'it was used already',
      nextActions: [
        'devopsellence node list',
        'devopsellence node remove prod-1   # if prod-1 is to be made anew, then register it',
      ],
    });
  });

  it('is answered again to the same key, as an answer may be lost, and with what counts from then on', async () => {
    const plane = await RunningControlPlane.start();
    const { request } = await aCertificateRequest();
    const enrollment = { joinToken: await register(plane, ''), certificateRequest: request };
    const lost = await unary(plane.client, ENROLLMENT.Enroll, { ...enrollment, proposedName: 'web-7' });
    const reply = await unary(plane.client, ENROLLMENT.Enroll, { ...enrollment, proposedName: 'another' });
    expect(reply).toMatchObject({ nodeId: lost.nodeId, nodeName: 'web-7' });
    const [node] = await plane.services.store.db.selectFrom('nodes').select('certificate_fingerprint').execute();
    expect(node?.certificate_fingerprint).toBe(fingerprintOf(reply.certificate));
    await expect(plane.enroll(enrollment.joinToken)).rejects.toMatchObject({ code: 'invalid_join_token' });
  });

  it('is answered to nobody once it has expired, or its node was removed', async () => {
    const clock = new FakeClock(Date.now());
    const plane = await RunningControlPlane.start({ clock });
    const { request } = await aCertificateRequest();
    const enrollment = { joinToken: await register(plane, 'prod-1'), certificateRequest: request };
    await unary(plane.client, ENROLLMENT.Enroll, enrollment);
    await plane.call(OPERATOR.RemoveNode, { node: 'prod-1' });
    const refusal = { code: 'invalid_join_token' };
    await expect(unary(plane.client, ENROLLMENT.Enroll, enrollment)).rejects.toMatchObject(refusal);
    const { joinToken } = await plane.call(OPERATOR.RegisterNode, { name: 'prod-2', expiresInMs: 60_000 });
    await unary(plane.client, ENROLLMENT.Enroll, { ...enrollment, joinToken });
    await clock.advance(60_000);
    await expect(unary(plane.client, ENROLLMENT.Enroll, { ...enrollment, joinToken })).rejects.toMatchObject(refusal);
  });

  it('works for exactly one of many who use it at once', async () => {
    const plane = await RunningControlPlane.start();
    const token = await register(plane, 'prod-1');
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => plane.enroll(token)));
    const winners = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(winners).toHaveLength(1);
    const stored = await plane.services.store.db.selectFrom('nodes').select('certificate_fingerprint').execute();
    expect(stored).toHaveLength(1);
  });

  it('is not used up by a request that fails', async () => {
    const plane = await RunningControlPlane.start();
    const token = await register(plane, 'prod-1');
    const bad = { joinToken: token, certificateRequest: 'not a request' };
    await expect(unary(plane.client, ENROLLMENT.Enroll, bad)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect((await plane.enroll(token)).nodeName).toBe('prod-1');
  });

  it('expires', async () => {
    const clock = new FakeClock(Date.now());
    const plane = await RunningControlPlane.start({ clock });
    const { joinToken } = await plane.call(OPERATOR.RegisterNode, { name: 'prod-1', expiresInMs: 60_000 });
    await clock.advance(60_000);
    await expect(plane.enroll(joinToken)).rejects.toMatchObject({
      code: 'invalid_join_token',
      reason: 'it has expired',
    });
  });

  it('may be outstanding for several nodes at once', async () => {
    const plane = await RunningControlPlane.start();
    const tokens = await Promise.all(['a', 'b', 'c'].map((name) => register(plane, name)));
    for (const token of [...tokens].reverse()) await plane.enroll(token);
    expect(await joined(plane)).toEqual([
      ['a', true],
      ['b', true],
      ['c', true],
    ]);
  });

  it('is refused when it is unknown, of another control plane, or no join token', async () => {
    const plane = await RunningControlPlane.start();
    const fingerprint = parseToken(plane.ownerToken)?.fingerprint ?? '';
    const strangers = [
      formatToken(mintToken('join', fingerprint)),
      formatToken(mintToken('join', 'f'.repeat(64))),
      plane.ownerToken,
      'rubbish',
      '',
    ];
    for (const token of strangers) {
      await expect(plane.enroll(token)).rejects.toMatchObject({ code: 'invalid_join_token' });
    }
  });

  it('is stored as a hash only', async () => {
    const plane = await RunningControlPlane.start();
    const secret = parseToken(await register(plane, 'prod-1'))?.secret ?? '';
    const rows = await plane.services.store.db.selectFrom('join_tokens').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('of a removed node is refused', async () => {
    const plane = await RunningControlPlane.start();
    const token = await register(plane, 'prod-1');
    await plane.call(OPERATOR.RemoveNode, { node: 'prod-1' });
    await expect(plane.enroll(token)).rejects.toMatchObject({ code: 'invalid_join_token' });
  });
});

it('a request is answered with what the agent needs to come back', async () => {
  const plane = await RunningControlPlane.start();
  const { request } = await aCertificateRequest();
  const joinToken = await register(plane, 'prod-1');
  const reply = await unary(plane.client, ENROLLMENT.Enroll, { joinToken, certificateRequest: request });
  expect(fingerprintOf(reply.certificateAuthority)).toBe(fingerprintOf(plane.certificateAuthority));
  expect(reply.gatewayAddresses).toHaveLength(1);
  expect(reply.signingKey).toContain('BEGIN PUBLIC KEY');
});
