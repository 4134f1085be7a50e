import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { FakeGateway } from '@devopsellence/agent/testing';

/** A TLS server with a certificate of an authority of its own; it writes down whatever it is told after the handshake. */
export class Impostor {
  readonly address: string;
  readonly #received: Buffer[] = [];
  readonly #close: () => void;
  #handshakes = 0;

  private constructor(port: number, close: () => void) {
    this.address = `127.0.0.1:${port}`;
    this.#close = close;
  }

  /** Everything that any client has sent to it, in clear. */
  get received(): Buffer {
    return Buffer.concat(this.#received);
  }

  /** Clients that went through with the handshake. */
  get handshakes(): number {
    return this.#handshakes;
  }

  /** On a port of its own, or on one that was given up by somebody else. */
  static async start(port = 0): Promise<Impostor> {
    const gateway = await FakeGateway.start();
    const { certificate, privateKey } = await gateway.authority.server();
    gateway.stop();
    const chain = `${certificate}\n${gateway.authority.certificate}`;
    const sockets = new Set<TLSSocket>();
    const server = createServer({ cert: chain, key: privateKey, ALPNProtocols: ['h2'] });
    await new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
    const impostor = new Impostor((server.address() as AddressInfo).port, () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    server.on('tlsClientError', () => undefined);
    server.on('secureConnection', (socket) => {
      sockets.add(socket);
      impostor.#handshakes += 1;
      socket.on('error', () => undefined).on('data', (bytes) => impostor.#received.push(bytes));
    });
    return impostor;
  }

  stop(): void {
    this.#close();
  }
}
