import { AppError, type OperatorRole } from '@devopsellence/core';
import {
  duplexStream,
  formatToken,
  mintToken,
  OPERATOR,
  parseToken,
  serverStream,
  unary,
  type wire,
} from '@devopsellence/protocol';
import { FakeClock } from '@devopsellence/runtime/testing';
import { Metadata } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { WHOLE_FLEET } from '../access/scope.js';
import { hashSecret } from '../identity/secret-hash.js';
import { insertToken, revokeToken } from '../store/index.js';
import { Received } from '../testing/received.js';
import { RunningControlPlane, type StartOptions } from '../testing/running-control-plane.js';
import { stubDeployPart } from '../testing/stub-deploy-part.js';
import type { OperatorMethod } from './handler.js';
import { METHODS, mayCall } from './methods.js';

const ENVIRONMENT = { organization: 'acme', project: 'shop', environment: 'production' };

async function aToken(plane: RunningControlPlane, role: OperatorRole, expiresAt: number | null = null) {
  const token = mintToken('operator', parseToken(plane.ownerToken)?.fingerprint ?? '');
  const secretHash = hashSecret(token.secret);
  const id = await plane.services.store.transaction((trx) =>
    insertToken(trx, {
      name: `${role} ${secretHash}`,
      role,
      secretHash,
      scope: WHOLE_FLEET,
      expiresAt,
      at: 1,
      by: 'owner',
    }),
  );
  return { id, text: formatToken(token) };
}

describe('who may call what', () => {
  const levels: readonly [OperatorMethod, OperatorRole][] = [
    ['WhoAmI', 'viewer'],
    ['ListNodes', 'viewer'],
    ['CreateStandaloneService', 'deployer'],
    ['UpdateStandaloneService', 'deployer'],
    ['RestoreStandaloneService', 'deployer'],
    ['DeleteStandaloneService', 'deployer'],
    ['SwitchStandaloneService', 'deployer'],
    ['ListStandaloneServices', 'deployer'],
    ['ListPresets', 'deployer'],
    ['DeletePreset', 'deployer'],
    ['GetStatus', 'viewer'],
    ['GetFleetStatus', 'viewer'],
    ['GetServiceStatus', 'viewer'],
    ['WatchDeployment', 'viewer'],
    ['Deploy', 'deployer'],
    ['Apply', 'deployer'],
    ['ListReleases', 'viewer'],
    ['GetRelease', 'viewer'],
    ['Rollback', 'deployer'],
    ['ListDeployments', 'viewer'],
    ['CancelDeployment', 'deployer'],
    ['ListTasks', 'viewer'],
    ['RunTask', 'deployer'],
    ['ListTaskRuns', 'viewer'],
    ['GetTaskRun', 'viewer'],
    ['SetSecret', 'deployer'],
    ['ListSecrets', 'deployer'],
    ['DeleteSecret', 'deployer'],
    ['Logs', 'deployer'],
    ['Exec', 'deployer'],
    ['FindBlobs', 'deployer'],
    ['UploadBlob', 'deployer'],
    ['GetPushCredential', 'deployer'],
    ['RegisterNode', 'owner'],
    ['AttachNode', 'owner'],
    ['DetachNode', 'owner'],
    ['ChangeNodeLabels', 'owner'],
    ['SetNodeIngress', 'owner'],
    ['SetSshAddress', 'owner'],
    ['RemoveNode', 'owner'],
    ['RejoinNode', 'owner'],
    ['CreateBackup', 'owner'],
    ['ListBackups', 'owner'],
    ['RestoreBackup', 'owner'],
    ['GetTrustStatus', 'owner'],
    ['RotateAuthority', 'owner'],
    ['RotateSigningKey', 'owner'],
    ['RotateMasterKey', 'owner'],
    ['SetRegistry', 'owner'],
    ['ListRegistries', 'owner'],
    ['DeleteRegistry', 'owner'],
    ['CreateToken', 'owner'],
    ['ListTokens', 'owner'],
    ['RevokeToken', 'owner'],
    ['Events', 'viewer'],
    ['ListScopes', 'viewer'],
    ['CreateScope', 'owner'],
    ['DeleteScope', 'owner'],
    ['DiagnoseControlPlane', 'owner'],
    ['DiagnoseNode', 'owner'],
    ['ListVolumes', 'owner'],
    ['RemoveVolume', 'owner'],
    ['NodeLogs', 'owner'],
  ];

  it('is decided for every method', () => {
    expect(levels.map(([method]) => method).sort()).toEqual(Object.keys(METHODS).sort());
  });

  it.each(levels)('%s needs a %s', (method, least) => {
    const roles: OperatorRole[] = ['viewer', 'deployer', 'owner'];
    expect(roles.filter((role) => mayCall(role, method))).toEqual(roles.slice(roles.indexOf(least)));
  });
});

describe('an operator token', () => {
  it('tells whose it is', async () => {
    const plane = await RunningControlPlane.start();
    expect(await plane.call(OPERATOR.WhoAmI, {})).toMatchObject({ tokenName: 'owner', role: 'owner' });
    const viewer = await aToken(plane, 'viewer');
    expect(await plane.call(OPERATOR.WhoAmI, {}, viewer.text)).toMatchObject({ role: 'viewer' });
  });

  it('of a lesser role is refused by name of the role it lacks, and changes nothing', async () => {
    const plane = await RunningControlPlane.start();
    const deployer = await aToken(plane, 'deployer');
    await expect(plane.call(OPERATOR.RegisterNode, { name: 'x' }, deployer.text)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'it is a deployer token; the call needs a owner token',
    });
    expect((await plane.call(OPERATOR.ListNodes, {})).nodes).toEqual([]);
  });

  it('is refused when it is missing, malformed, unknown, or of another kind or control plane', async () => {
    const plane = await RunningControlPlane.start();
    const fingerprint = parseToken(plane.ownerToken)?.fingerprint ?? '';
    const { joinToken } = await plane.call(OPERATOR.RegisterNode, { name: 'x' });
    const strangers = [
      '',
      'rubbish',
      joinToken,
      formatToken(mintToken('operator', fingerprint)),
      formatToken(mintToken('operator', 'f'.repeat(64))),
    ];
    for (const token of strangers) {
      await expect(plane.call(OPERATOR.WhoAmI, {}, token)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
    await expect(unary(plane.client, OPERATOR.WhoAmI, {})).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is refused once it has expired or was revoked', async () => {
    const clock = new FakeClock(Date.now());
    const plane = await RunningControlPlane.start({ clock });
    const expiring = await aToken(plane, 'viewer', clock.now() + 1_000);
    await plane.call(OPERATOR.WhoAmI, {}, expiring.text);
    await clock.advance(1_000);
    await expect(plane.call(OPERATOR.WhoAmI, {}, expiring.text)).rejects.toMatchObject({
      reason: 'the token has expired',
    });
    const revoked = await aToken(plane, 'viewer');
    await plane.services.store.transaction((trx) => revokeToken(trx, revoked.id, 1));
    await expect(plane.call(OPERATOR.WhoAmI, {}, revoked.text)).rejects.toMatchObject({
      reason: 'the token was revoked',
    });
  });

  it('of the owner is the same after a restart', async () => {
    const first = await RunningControlPlane.start();
    const { dataDirectory, ownerToken } = first;
    await first.stop();
    const second = await RunningControlPlane.start({ dataDirectory });
    expect(second.ownerToken).toBe(ownerToken);
    expect(second.certificateAuthority).toBe(first.certificateAuthority);
    expect(await second.call(OPERATOR.WhoAmI, {})).toMatchObject({ role: 'owner' });
  });
});

describe('a call', () => {
  const malformed = { ...OPERATOR.RegisterNode, requestSerialize: () => Buffer.from([0xff, 0xff, 0xff]) };

  it('with a malformed message is refused and changes nothing', async () => {
    const plane = await RunningControlPlane.start();
    await expect(plane.call(malformed, {})).rejects.toMatchObject({ code: 'invalid_argument' });
    expect((await plane.call(OPERATOR.ListNodes, {})).nodes).toEqual([]);
  });

  it('with an oversize message is refused and changes nothing', async () => {
    const plane = await RunningControlPlane.start();
    const oversize = { ...OPERATOR.RegisterNode, requestSerialize: () => Buffer.alloc(5 * 1024 * 1024) };
    await expect(plane.call(oversize, {})).rejects.toMatchObject({ code: 'message_too_large' });
    expect((await plane.call(OPERATOR.ListNodes, {})).nodes).toEqual([]);
  });

  it('that fails unexpectedly says nothing but where to look', async () => {
    const plane = await start({
      GetStatus: async () => {
        throw new TypeError('password=hunter2');
      },
    });
    const failing = plane.call(OPERATOR.GetStatus, { environment: ENVIRONMENT });
    await expect(failing).rejects.toMatchObject({ code: 'internal', message: 'the control plane failed' });
    await expect(failing).rejects.toSatisfy(
      (error) => error instanceof AppError && /correlation id [0-9A-Z]{26}$/.test(error.reason ?? ''),
    );
  });

  it('tells its handler when the caller has gone', async () => {
    const gone = new AbortController();
    const plane = await start({
      GetStatus: (_request, { signal }) => {
        signal.addEventListener('abort', () => gone.abort(), { once: true });
        return new Promise(() => undefined);
      },
    });
    const caller = new AbortController();
    const metadata = bearer(plane);
    const call = unary(
      plane.client,
      OPERATOR.GetStatus,
      { environment: ENVIRONMENT },
      { metadata, signal: caller.signal },
    );
    const cancelled = expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await plane.call(OPERATOR.WhoAmI, {});
    caller.abort();
    await cancelled;
    await aborted(gone.signal);
  });
});

describe('a stream', () => {
  it('delivers what its handler yields, then its failure', async () => {
    const plane = await start({
      Logs: async function* (request) {
        yield { node: request.node };
        throw new Error('boom');
      },
    });
    const received = new Received(
      serverStream(plane.client, OPERATOR.Logs, { environment: ENVIRONMENT, node: 'n' }, { metadata: bearer(plane) }),
    );
    expect(await received.next()).toMatchObject({ node: 'n' });
    expect(await received.end).toMatchObject({ code: 'internal' });
  });

  it('asks its handler for no more than the caller takes', async () => {
    let yielded = 0;
    const stopped = new AbortController();
    const plane = await start({
      Logs: async function* () {
        try {
          for (;;) {
            yielded += 1;
            yield { node: 'x'.repeat(64 * 1024) };
          }
        } finally {
          stopped.abort();
        }
      },
    });
    const stream = serverStream(plane.client, OPERATOR.Logs, { environment: ENVIRONMENT }, { metadata: bearer(plane) });
    stream.on('error', () => undefined);
    stream.pause();
    await plane.call(OPERATOR.WhoAmI, {});
    const before = yielded;
    await plane.call(OPERATOR.WhoAmI, {});
    expect(yielded - before).toBeLessThan(50);
    expect(yielded).toBeLessThan(1_000);
    stream.cancel();
    await aborted(stopped.signal);
  });

  it('in both directions carries every message and ends with its handler', async () => {
    const plane = await start({
      Exec: async function* (requests) {
        for await (const request of requests) yield { output: { data: request.input ?? Buffer.from('none') } };
        yield { closed: { exitCode: 7 } };
      },
    });
    const stream = duplexStream(plane.client, OPERATOR.Exec, { metadata: bearer(plane) });
    const received = new Received<wire.ExecReply__Output>(stream);
    stream.write({ open: { environment: ENVIRONMENT } });
    for (const input of ['one', 'two', 'three']) stream.write({ input: Buffer.from(input) });
    stream.end();
    const texts: unknown[] = [];
    for (let count = 0; count < 4; count += 1) texts.push((await received.next()).output?.data.toString());
    expect(texts).toEqual(['none', 'one', 'two', 'three']);
    expect((await received.next()).closed?.exitCode).toBe(7);
    expect(await received.end).toBeNull();
  });

  it('ends, without being asked, when the control plane stops', async () => {
    const plane = await start({
      WatchDeployment: async function* (_request, { signal }) {
        yield {};
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      },
    });
    const stream = serverStream(plane.client, OPERATOR.WatchDeployment, {}, { metadata: bearer(plane) });
    const received = new Received(stream);
    await received.next();
    await plane.stop();
    expect(await received.end).toMatchObject({ code: 'control_plane_unavailable' });
  });
});

function bearer(plane: RunningControlPlane): Metadata {
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${plane.ownerToken}`);
  return metadata;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A control plane with these handlers in place of those that deploy. */
function start(handlers: Partial<ReturnType<typeof stubDeployPart>['handlers']>): Promise<RunningControlPlane> {
  const options: StartOptions = { deployPart: { handlers: { ...stubDeployPart().handlers, ...handlers } } };
  return RunningControlPlane.start(options);
}
