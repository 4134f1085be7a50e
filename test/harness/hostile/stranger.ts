import { connect as connectTcp, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { CONTROL_PLANE_NAME } from '@devopsellence/protocol';

/** A listener, and what somebody needs to be let in there. */
export interface Door {
  readonly host: string;
  readonly port: number;
  /** The authority, and a certificate where one is asked for. */
  readonly identity: Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'rejectUnauthorized'>;
  /** Headers with which a call is taken; without them it is refused. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Paths of methods: one request and one answer, a stream of requests, a stream of answers to one request. */
  readonly methods: { readonly one: string; readonly many: string; readonly answers: string };
}

/**
 * One connection of somebody who keeps to no rule. It never closes its side, whatever it is told, until it leaves: what
 * the server does not get rid of by itself stays.
 */
export class Stranger {
  readonly socket: Socket;
  readonly #habits: NodeJS.Timeout[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('close', () => this.#stop());
  }

  /** Is connected, and has said nothing. Who is deaf reads nothing either. */
  static async plain(door: Door): Promise<Stranger> {
    const socket = dial(door);
    await reached(socket, 'connect');
    socket.resume();
    return new Stranger(socket);
  }

  /** The handshake is done, as far as a client can tell. `protocol`: what it says it speaks. */
  static async overTls(
    door: Door,
    { protocol = 'h2', isDeaf = false, identity = door.identity }: TlsOptions = {},
  ): Promise<Stranger> {
    const socket = connectTls({ socket: dial(door), ...tlsOptions(identity, protocol) }).on('error', ignore);
    await reached(socket, 'secureConnect');
    if (!isDeaf) socket.resume();
    return new Stranger(socket);
  }

  say(...bytes: readonly Buffer[]): this {
    if (this.socket.writable) this.socket.write(Buffer.concat(bytes));
    return this;
  }

  /** Does something again and again until it is thrown out, or leaves. */
  everyNowAndThen(act: () => void, intervalMs: number): this {
    this.#habits.push(setInterval(act, intervalMs));
    return this;
  }

  /** Byte by byte; after the last one it says no more. */
  drip(bytes: Buffer, intervalMs: number): this {
    let next = 0;
    return this.everyNowAndThen(() => {
      if (next < bytes.length) this.say(bytes.subarray(next, next + 1));
      next += 1;
    }, intervalMs);
  }

  /** Without a word. */
  leave(): void {
    this.#stop();
    this.socket.destroy();
  }

  #stop(): void {
    for (const habit of this.#habits) clearInterval(habit);
  }
}

interface TlsOptions {
  readonly protocol?: string;
  readonly isDeaf?: boolean;
  readonly identity?: Door['identity'];
}

/** The first thing that a TLS client says. */
export function clientHello({ identity }: Door): Promise<Buffer> {
  return new Promise((resolve) => {
    const nobody = new Duplex({ read: () => undefined, write: (bytes: Buffer) => resolve(bytes) });
    connectTls({ socket: nobody, ...tlsOptions(identity, 'h2') }).on('error', ignore);
  });
}

function tlsOptions(identity: Door['identity'], protocol: string): ConnectionOptions {
  return { ...identity, servername: CONTROL_PLANE_NAME, ALPNProtocols: [protocol] };
}

function dial({ host, port }: Door): Socket {
  return connectTcp({ host, port, allowHalfOpen: true }).on('error', ignore);
}

/** Or was turned away before: a server that is attacked may do that. */
async function reached(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.once(event, () => resolve()).once('close', () => resolve());
  });
}

/** How it is thrown out is of no interest to a stranger. */
function ignore(): void {}
