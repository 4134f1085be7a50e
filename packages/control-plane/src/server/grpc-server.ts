import { AppError } from '@devopsellence/core';
import { SERVER_OPTIONS } from '@devopsellence/protocol';
import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { KeyPair } from '../identity/certificates.js';
import { formatAddress } from '../server-config.js';
import { withMalformedMessages } from './malformed.js';

/** Calls that have not ended by then are cut off. */
const GRACE_MS = 2_000;

export interface GrpcService {
  readonly definition: ServiceDefinition;
  readonly implementation: UntypedServiceImplementation;
}

export interface GrpcServerOptions {
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
  readonly keys: KeyPair;
  /** PEM: every client must show a certificate of this authority. Null: clients need none. */
  readonly clientAuthority: string | null;
  readonly services: readonly GrpcService[];
}

/** One TLS listener. */
export class GrpcServer {
  readonly #server: Server;
  /** The port it listens on. */
  readonly port: number;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async start(options: GrpcServerOptions): Promise<GrpcServer> {
    const server = new Server(SERVER_OPTIONS);
    for (const { definition, implementation } of options.services) {
      server.addService(withMalformedMessages(definition), implementation);
    }
    return new GrpcServer(server, await bind(server, options));
  }

  /** Takes no new calls, waits a little for those that run, then cuts them off. */
  async stop(): Promise<void> {
    const cutOff = setTimeout(() => this.#server.forceShutdown(), GRACE_MS);
    await new Promise<void>((resolve) => {
      this.#server.tryShutdown(() => resolve());
    });
    clearTimeout(cutOff);
  }
}

function bind(server: Server, { host, port, keys, clientAuthority }: GrpcServerOptions): Promise<number> {
  const address = formatAddress(host, port);
  const keyPair = { private_key: Buffer.from(keys.privateKey), cert_chain: Buffer.from(keys.certificate) };
  const credentials = ServerCredentials.createSsl(
    clientAuthority === null ? null : Buffer.from(clientAuthority),
    [keyPair],
    clientAuthority !== null,
  );
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, bound) => {
      if (error === null) resolve(bound);
      else reject(cannotListen(address, error));
    });
  });
}

export function cannotListen(address: string, cause: Error): AppError {
  return new AppError('usage', {
    message: `cannot listen on ${address}`,
    reason: cause.message,
    nextActions: ['choose another address, or stop what listens there'],
    cause,
  });
}
