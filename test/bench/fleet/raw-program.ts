// Usage: raw-program.js KEYS.json BYTES. A server of grpc-js with nothing around it. At SIGUSR2 it sends a document of so
// many bytes to whoever watches, serialised once.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AGENT_GATEWAY, SERVER_OPTIONS } from '@devopsellence/protocol';
import { Server, ServerCredentials, type ServerWritableStream } from '@grpc/grpc-js';
import { sharedNow } from './identity.js';

interface Keys {
  readonly authority: string;
  readonly certificate: string;
  readonly privateKey: string;
}

const { authority, certificate, privateKey } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Keys;
const { WatchDesiredState } = AGENT_GATEWAY;
const document = WatchDesiredState.responseSerialize({
  payload: randomBytes(Number(process.argv[3])),
  signature: randomBytes(64),
  keyId: '0'.repeat(16),
});
const watching = new Set<ServerWritableStream<unknown, Buffer>>();
const server = new Server({ ...SERVER_OPTIONS, 'grpc.enable_channelz': 0 });
server.addService(
  { WatchDesiredState: { ...WatchDesiredState, responseSerialize: (bytes: Buffer) => bytes } },
  {
    WatchDesiredState: (call: ServerWritableStream<unknown, Buffer>) => {
      watching.add(call);
      call.on('cancelled', () => watching.delete(call));
      call.sendMetadata(call.metadata);
    },
  },
);
const keys = [{ cert_chain: Buffer.from(certificate), private_key: Buffer.from(privateKey) }];
const tls = ServerCredentials.createSsl(Buffer.from(authority), keys, true);
server.bindAsync('127.0.0.1:0', tls, (error, port) => {
  if (error !== null) throw error;
  tell({ event: 'ready', address: `127.0.0.1:${port}` });
});

let round = 0;
process.on('SIGUSR2', () => {
  round += 1;
  const at = sharedNow();
  for (const call of watching) call.write(document);
  tell({ event: 'broadcast', round, at });
});

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
