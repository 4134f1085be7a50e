import { constants } from 'node:http2';
import { OPERATOR, unary } from '@devopsellence/protocol';
import {
  Client,
  credentials,
  Server,
  ServerCredentials,
  ServerInterceptingCall,
  type ServerInterceptor,
  type sendUnaryData,
} from '@grpc/grpc-js';
import { expect, it, onTestFinished } from 'vitest';
import { streamBelow } from './stream-below.js';

const { WhoAmI } = OPERATOR;

async function connect(interceptor: ServerInterceptor): Promise<Client> {
  const server = new Server({ interceptors: [interceptor] });
  server.addService({ WhoAmI }, { WhoAmI: (_: unknown, answer: sendUnaryData<object>) => answer(null, {}) });
  const port = await new Promise<number>((resolve, reject) => {
    const bound = (error: Error | null, found: number) => (error === null ? resolve(found) : reject(error));
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), bound);
  });
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestFinished(() => {
    client.close();
    server.forceShutdown();
  });
  return client;
}

it('is found in this version of grpc-js: whoever replaces that by another has to look for it anew', async () => {
  const found: (string | undefined)[] = [];
  const client = await connect((_method, call) => {
    found.push(streamBelow(call)?.constructor.name);
    return new ServerInterceptingCall(call);
  });
  await unary(client, WhoAmI, {}, { deadlineMs: 5_000 });
  expect(found).toEqual(['ServerHttp2Stream']);
});

it('is that of the call: closed, the call is over', async () => {
  const client = await connect((_method, call) => {
    streamBelow(call)?.close(constants.NGHTTP2_REFUSED_STREAM);
    return new ServerInterceptingCall(call);
  });
  await expect(unary(client, WhoAmI, {}, { deadlineMs: 5_000 })).rejects.toThrow();
});
