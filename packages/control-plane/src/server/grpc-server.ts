import { createSecureContext, type SecureContext } from 'node:tls';
import { SERVER_OPTIONS } from '@devopsellence/protocol';
import { cannotListen } from '@devopsellence/runtime';
import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { ListenerKeySource, ListenerKeys } from './listener-keys.js';
import { callLimits, type ListenerLimits, transportLimits } from './listener-limits.js';
import { withMalformedMessages } from './malformed.js';
import { requestDeadline } from './request-deadline.js';
import { TcpListener } from './tcp-listener.js';

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
  readonly keys: ListenerKeySource;
  /** Whether every client must show a certificate of an authority that the keys name. */
  readonly requiresClientCertificate: boolean;
  readonly limits: ListenerLimits;
  readonly services: readonly GrpcService[];
}

/** One TLS listener. */
export class GrpcServer {
  readonly #server: Server;
  readonly #listener: TcpListener;

  private constructor(server: Server, listener: TcpListener) {
    this.#server = server;
    this.#listener = listener;
  }

  static async start(options: GrpcServerOptions): Promise<GrpcServer> {
    const { limits } = options;
    const interceptors = [requestDeadline(limits.requestMs)];
    const server = new Server({ ...SERVER_OPTIONS, ...callLimits(limits), interceptors });
    for (const { definition, implementation } of options.services) {
      server.addService(withMalformedMessages(definition), implementation);
    }
    return new GrpcServer(server, await listen(server, options));
  }

  /** The port it listens on. */
  get port(): number {
    return this.#listener.port;
  }

  /** Takes no new calls, waits a little for those that run, then cuts them off. */
  async stop(): Promise<void> {
    const cutOff = setTimeout(() => this.#listener.cutOff(), GRACE_MS);
    const closed = this.#listener.close();
    await new Promise<void>((resolve) => {
      this.#server.tryShutdown(() => resolve());
    });
    clearTimeout(cutOff);
    // Those that never got as far as a session.
    this.#listener.cutOff();
    await closed;
  }
}

/**
 * gRPC's own credentials, with limits of the layers below it, for which it has no option. They follow the keys: new
 * connections get the new ones, those that are open keep what they began with.
 */
class ListenerCredentials extends ServerCredentials {
  constructor({ keys, requiresClientCertificate, limits }: GrpcServerOptions) {
    const context = () => contextOf(keys.current, requiresClientCertificate);
    super(
      {
        ...transportLimits(limits),
        requestCert: requiresClientCertificate,
        SNICallback: (name, done) => done(null, contextForName(keys.current, name)),
      },
      context(),
    );
    keys.onChange(() => this.updateSecureContextOptions(context()));
  }

  _equals(other: ServerCredentials): boolean {
    return other === this;
  }
}

function contextOf({ certificate, privateKey, clientAuthorities }: ListenerKeys, takesClients: boolean) {
  return { cert: certificate, key: privateKey, ...(takesClients ? { ca: clientAuthorities } : {}) };
}

/** Undefined: as for everybody. Clients that ask for such a name only look, and show no certificate. */
function contextForName({ privateKey, authorityNames }: ListenerKeys, name: string): SecureContext | undefined {
  const cert = authorityNames.get(name);
  return cert === undefined ? undefined : createSecureContext({ cert, key: privateKey });
}

async function listen(server: Server, options: GrpcServerOptions): Promise<TcpListener> {
  const { host, port, limits } = options;
  const injector = server.createConnectionInjector(new ListenerCredentials(options));
  try {
    return await TcpListener.start({
      host,
      port,
      ...limits,
      onConnection: (socket) => injector.injectConnection(socket),
    });
  } catch (error) {
    throw cannotListen({ host, port }, error);
  }
}
