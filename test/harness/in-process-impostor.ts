import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { FakeGateway } from '@devopsellence/agent/testing';

/** A TLS server with a certificate of an authority of its own; it writes down whatever it is told after the handshake. */
export class Impostor {
  readonly port: number;
  readonly #received: Buffer[] = [];
  readonly #close: () => void;
  #connections = 0;

  private constructor(port: number, close: () => void) {
    this.port = port;
    this.#close = close;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Everything that clients have sent to it since this was asked last, in clear. */
  takeReceived(): string {
    return Buffer.concat(this.#received.splice(0)).toString('latin1');
  }

  /** How often somebody has connected. */
  get connections(): number {
    return this.#connections;
  }

  static async start(): Promise<Impostor> {
    const gateway = await FakeGateway.start();
    const { certificate, privateKey } = await gateway.authority.server();
    gateway.stop();
    const chain = `${certificate}\n${gateway.authority.certificate}`;
    const sockets = new Set<TLSSocket>();
    const server = createServer({ cert: chain, key: privateKey, ALPNProtocols: ['h2'] });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const impostor = new Impostor((server.address() as AddressInfo).port, () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    server.on('connection', () => {
      impostor.#connections += 1;
    });
    server.on('tlsClientError', () => undefined);
    server.on('secureConnection', (socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).on('data', (bytes: Buffer) => impostor.#received.push(bytes));
    });
    return impostor;
  }

  stop(): void {
    this.#close();
  }
}
