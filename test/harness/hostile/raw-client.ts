import { type ClientHttp2Session, connect, constants } from 'node:http2';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { CONTROL_PLANE_NAME, FAILURE } from '@devopsellence/protocol';

export interface RawClientOptions {
  readonly address: string;
  /** PEM. */
  readonly certificateAuthority: string;
  /** PEM, for the agent gateway. */
  readonly certificate?: string;
  readonly privateKey?: string;
  /** For the operator API. */
  readonly token?: string;
}

/** How a call ended. */
export interface RawAnswer {
  /** The gRPC status; null when the connection was given up under the call, -1 when nobody ended it. */
  readonly status: number | null;
  /** The code of the failure that came with it; empty when none did. */
  readonly failure: string;
}

/** No gRPC status: the server neither answered nor ended the call, long after its deadline. */
const STUCK = -1;
/** How much later than it was asked to a server ends a call, on a busy machine. */
const PATIENCE_MS = 20_000;

export interface RawCallOptions {
  /** For example `/devopsellence.v1.Operator/WhoAmI`. */
  readonly path: string;
  /** The bytes of each message, be they a message or not. */
  readonly messages: readonly Buffer[];
  /** The server ends the call after this long. */
  readonly timeoutMs: number;
}

/** Makes gRPC calls by hand over HTTP/2 alone, many over one connection: nothing looks at what is sent. */
export class RawClient {
  readonly #options: RawClientOptions;
  #connection: Connection | null = null;
  /** Connections that were opened. */
  connections = 0;

  constructor(options: RawClientOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  call({ path, messages, timeoutMs }: RawCallOptions): Promise<RawAnswer> {
    const { token } = this.#options;
    const connection = this.#connected();
    const stream = connection.session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      'grpc-timeout': `${timeoutMs}m`,
      te: 'trailers',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    });
    return new Promise((resolve) => {
      let answer: RawAnswer = { status: null, failure: '' };
      const read = (headers: Readonly<Record<string, unknown>>) => {
        const { 'grpc-status': status, 'devopsellence-failure-bin': failure } = headers;
        if (status !== undefined) answer = { status: Number(status), failure: codeOf(failure) };
      };
      stream
        .on('response', read)
        .on('trailers', read)
        .on('error', () => undefined)
        // It is answered, read to its end or not: what the server does not want any more must not keep the call. Without
        // a code the reset would wait until all is written, and a stream that is destroyed meanwhile sends empty frames
        // without end, into memory, once there is room for them (Node.js 20).
        .on('end', () => stream.close(constants.NGHTTP2_CANCEL))
        .on('close', () => {
          clearTimeout(patience);
          resolve(answer);
        })
        .resume();
      const patience = setTimeout(() => {
        answer = { status: STUCK, failure: '' };
        stream.destroy();
        // A session in the middle of a write hears nothing, not even that the other side has given it up, and keeps all
        // that it is asked to send: the next call takes another.
        connection.socket.destroy();
      }, timeoutMs + PATIENCE_MS);
      for (const message of messages) stream.write(framed(message));
      stream.end();
    });
  }

  close(): void {
    this.#connection?.socket.destroy();
  }

  #connected(): Connection {
    const open = this.#connection;
    if (open !== null && !open.session.closed && !open.session.destroyed && !open.socket.destroyed) return open;
    const { address, certificateAuthority: ca, certificate: cert, privateKey: key } = this.#options;
    const { hostname: host, port } = new URL(`https://${address}`);
    const tls = {
      ca,
      servername: CONTROL_PLANE_NAME,
      ALPNProtocols: ['h2'],
      ...(cert === undefined ? {} : { cert, key }),
    };
    const socket = connectTls({ host, port: Number(port), ...tls }).on('error', () => undefined);
    const session = connect(`https://${address}`, { createConnection: () => socket });
    // What it could not send would stay with it for as long as the other side leaves the connection open.
    session.on('error', () => socket.destroy());
    this.#connection = { session, socket };
    this.connections += 1;
    return this.#connection;
  }
}

interface Connection {
  readonly session: ClientHttp2Session;
  readonly socket: TLSSocket;
}

function codeOf(encoded: unknown): string {
  return typeof encoded === 'string' ? FAILURE.deserialize(Buffer.from(encoded, 'base64')).code : '';
}

function framed(message: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}
