import { connect } from 'node:http2';
import { CONTROL_PLANE_NAME } from '@devopsellence/protocol';

export interface RawCall {
  readonly address: string;
  /** PEM. */
  readonly certificateAuthority: string;
  /** For example `/devopsellence.v1.Operator/WhoAmI`. */
  readonly path: string;
  readonly token: string;
  /** The bytes of the one message, be they a message or not. */
  readonly message: Buffer;
}

export interface RawAnswer {
  /** Of gRPC, as in the trailers; null when the connection was ended without one. */
  readonly status: number | null;
  readonly text: string;
}

/** Makes a gRPC call by hand, over HTTP/2 alone: no client of ours or of gRPC looks at what is sent. */
export function rawCall({ address, certificateAuthority, path, token, message }: RawCall): Promise<RawAnswer> {
  const session = connect(`https://${address}`, { ca: certificateAuthority, servername: CONTROL_PLANE_NAME });
  const call = session.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
    authorization: `Bearer ${token}`,
  });
  const header = Buffer.alloc(5);
  header.writeUInt32BE(message.length, 1);
  return new Promise((resolve) => {
    let answer: RawAnswer = { status: null, text: '' };
    const read = (headers: Readonly<Record<string, unknown>>) => {
      const { 'grpc-status': status, 'grpc-message': text = '' } = headers;
      if (status !== undefined) answer = { status: Number(status), text: decodeURIComponent(String(text)) };
    };
    const end = () => {
      session.destroy();
      resolve(answer);
    };
    session.on('error', end);
    // A server that has heard enough resets the stream after its answer: the error that makes is no news.
    call
      .on('response', read)
      .on('trailers', read)
      .on('close', end)
      .on('error', () => undefined)
      .resume();
    call.end(Buffer.concat([header, message]));
  });
}
