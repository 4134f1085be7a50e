import { once } from 'node:events';
import { type ClientHttp2Session, connect as connectHttp2, constants } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { CONTROL_PLANE_NAME, OPERATOR } from '@devopsellence/protocol';
import { type sendUnaryData, status } from '@grpc/grpc-js';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createAuthority, issueServerCertificate, type KeyPair } from '../identity/certificates.js';
import { GrpcServer } from './grpc-server.js';
import type { ListenerKeySource } from './listener-keys.js';
import type { ListenerLimits } from './listener-limits.js';

const WHO_AM_I = '/devopsellence.v1.Operator/WhoAmI';
const GENEROUS: ListenerLimits = {
  maxConnections: 100,
  handshakeMs: 60_000,
  requestMs: 60_000,
  idleMs: 60_000,
  quietMs: 60_000,
};
const PREFACE = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from('000000040000000000', 'hex'),
]);
/** HTTP/2 ends a connection over this. */
const DATA_WITHOUT_STREAM = Buffer.from('00000100000000000078', 'hex');

/** Keys that the test replaces. */
class TestKeys implements ListenerKeySource {
  readonly #clientAuthorities: string;
  readonly #listeners = new Set<() => void>();
  #keys: KeyPair;

  constructor(keys: KeyPair, clientAuthorities: string) {
    this.#keys = keys;
    this.#clientAuthorities = clientAuthorities;
  }

  get current() {
    return { ...this.#keys, clientAuthorities: this.#clientAuthorities, authorityNames: new Map() };
  }

  onChange(listener: () => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  replace(keys: KeyPair): void {
    this.#keys = keys;
    for (const listener of this.#listeners) listener();
  }
}

describe('a listener', () => {
  const validity = { notBefore: Date.now() - 60_000, notAfter: Date.now() + 3_600_000 };
  let authority: KeyPair;
  let pair: KeyPair;

  beforeAll(async () => {
    authority = await createAuthority('test', validity);
    pair = await issueServerCertificate(authority, [CONTROL_PLANE_NAME], validity);
  });

  async function start(
    limits: Partial<ListenerLimits>,
    keys = new TestKeys(pair, authority.certificate),
  ): Promise<GrpcServer> {
    const { WhoAmI } = OPERATOR;
    const server = await GrpcServer.start({
      host: '127.0.0.1',
      port: 0,
      keys,
      requiresClientCertificate: false,
      limits: { ...GENEROUS, ...limits },
      services: [
        {
          definition: { WhoAmI },
          implementation: { WhoAmI: (_: unknown, answer: sendUnaryData<object>) => answer(null, {}) },
        },
      ],
    });
    onTestFinished(() => server.stop());
    return server;
  }

  function tcp({ port }: GrpcServer) {
    const socket = connectTcp({ host: '127.0.0.1', port }).on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
    return { socket, closed: once(socket.resume(), 'close') };
  }

  function http2({ port }: GrpcServer): ClientHttp2Session {
    const tls = { ca: authority.certificate, servername: CONTROL_PLANE_NAME };
    const session = connectHttp2(`https://127.0.0.1:${port}`, tls).on('error', () => undefined);
    onTestFinished(() => session.destroy());
    return session;
  }

  /** Opens a call; its request is what the test writes. */
  function open(session: ClientHttp2Session, headers: Readonly<Record<string, string>> = {}) {
    const grpc = { ':method': 'POST', ':path': WHO_AM_I, 'content-type': 'application/grpc', te: 'trailers' };
    const stream = session.request({ ...grpc, ...headers }).on('error', () => undefined);
    const ended = new Promise<number | null>((resolve) => {
      let answer: number | null = null;
      const read = (fields: Readonly<Record<string, unknown>>) => {
        if (fields['grpc-status'] !== undefined) answer = Number(fields['grpc-status']);
      };
      const done = () => resolve(answer);
      stream.on('response', read).on('trailers', read).on('end', done).on('close', done).resume();
    });
    return { stream, ended };
  }

  function call(session: ClientHttp2Session, headers?: Readonly<Record<string, string>>): Promise<number | null> {
    const { stream, ended } = open(session, headers);
    stream.end(Buffer.alloc(5));
    return ended;
  }

  it('closes a connection that says nothing, or only half of a handshake', async () => {
    const server = await start({ handshakeMs: 500 });
    const silent = tcp(server);
    const half = tcp(server);
    half.socket.write(Buffer.from('160301020001', 'hex'));
    await Promise.all([silent.closed, half.closed]);
    expect(await call(http2(server))).toBe(status.OK);
  });

  it('ends a call whose request does not come, and goes on with the others of its connection', async () => {
    const session = http2(await start({ requestMs: 50 }));
    const stalled = open(session);
    stalled.stream.write(Buffer.from([0, 0, 0, 0, 9, 1]));
    expect(await stalled.ended).toBe(status.DEADLINE_EXCEEDED);
    expect(await call(session)).toBe(status.OK);
  });

  it('closes a connection whose calls it has ended, even if the client does not end them', async () => {
    const session = http2(await start({ requestMs: 50, idleMs: 50 }));
    const closed = once(session, 'close');
    const stalled = open(session);
    stalled.stream.write(Buffer.from([0, 0, 0, 0, 9, 1]));
    expect(await stalled.ended).toBe(status.DEADLINE_EXCEEDED);
    await closed;
  });

  it('closes a connection without calls', async () => {
    const session = http2(await start({ idleMs: 50 }));
    await once(session, 'close');
  });

  it('closes a connection that has broken the protocol, whether the client goes or stays', async () => {
    const server = await start({ quietMs: 100, maxConnections: 2 });
    for (const leaves of [true, false]) {
      const socket = connectTcp({ host: '127.0.0.1', port: server.port, allowHalfOpen: true });
      const tls = { socket, ca: authority.certificate, servername: CONTROL_PLANE_NAME, ALPNProtocols: ['h2'] };
      const stranger = connectTls(tls).on('error', () => undefined);
      onTestFinished(() => void stranger.destroy());
      stranger.write(Buffer.concat([PREFACE, DATA_WITHOUT_STREAM]));
      await once(stranger, 'data');
      if (leaves) stranger.destroy();
    }
    await expect.poll(() => call(http2(server)), { timeout: 10_000 }).toBe(status.OK);
    await expect.poll(() => call(http2(server)), { timeout: 10_000 }).toBe(status.OK);
  });

  it('takes no more connections than it may have, and others once there is room', async () => {
    const server = await start({ maxConnections: 2 });
    const first = http2(server);
    expect(await call(first)).toBe(status.OK);
    expect(await call(http2(server))).toBe(status.OK);
    await tcp(server).closed;
    first.destroy();
    await once(first, 'close');
    await expect.poll(() => call(http2(server))).toBe(status.OK);
  });

  it('refuses headers that no client of ours sends, and serves the next call', async () => {
    const server = await start({});
    expect(await call(http2(server), { authorization: 'x'.repeat(80 * 1024) })).toBeNull();
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`x-${index}`, 'x']));
    expect(await call(http2(server), many)).toBeNull();
    expect(await call(http2(server))).toBe(status.OK);
  });

  it('tells how many calls a connection may have open, and those beyond wait', async () => {
    const session = http2(await start({}));
    await once(session, 'remoteSettings');
    expect(session.remoteSettings).toMatchObject({ maxConcurrentStreams: 100 });
    const stalled = Array.from({ length: 100 }, () => open(session));
    await expect.poll(() => stalled.every(({ stream }) => stream.id !== undefined)).toBe(true);
    // Node.js as a client keeps to what it was told: the next call waits for room.
    const next = call(session);
    stalled[0]?.stream.close(constants.NGHTTP2_CANCEL);
    expect(await next).toBe(status.OK);
  });

  it('stops while strangers hold connections', async () => {
    const server = await start({});
    const stranger = tcp(server);
    await once(stranger.socket, 'connect');
    await server.stop();
    await stranger.closed;
  });

  it('shows a new certificate to new connections, and goes on with those that are open', async () => {
    const keys = new TestKeys(pair, authority.certificate);
    const server = await start({}, keys);
    const serialOf = ({ socket }: ClientHttp2Session) => (socket as TLSSocket).getPeerCertificate().serialNumber;
    const before = http2(server);
    const begun = open(before);
    await once(before, 'connect');
    const serial = serialOf(before);
    keys.replace(await issueServerCertificate(authority, [CONTROL_PLANE_NAME], validity));
    const after = http2(server);
    expect(await call(after)).toBe(status.OK);
    expect(serialOf(after)).not.toBe(serial);
    expect(await call(before)).toBe(status.OK);
    begun.stream.end(Buffer.alloc(5));
    expect(await begun.ended).toBe(status.OK);
  });

  it('speaks TLS only', async () => {
    const server = await start({});
    const plain = tcp(server);
    plain.socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await plain.closed;
    const tls = connectTls({ host: '127.0.0.1', port: server.port, rejectUnauthorized: false });
    tls.on('error', () => undefined).resume();
    tls.write(Buffer.alloc(1_024, constants.NGHTTP2_ENHANCE_YOUR_CALM));
    await once(tls, 'close');
  });
});
