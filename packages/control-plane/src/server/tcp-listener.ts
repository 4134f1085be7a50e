import { createServer, type Server, type Socket } from 'node:net';

export interface TcpListenerOptions {
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
  /** Connections beyond this are closed as soon as they come. */
  readonly maxConnections: number;
  readonly onConnection: (socket: Socket) => void;
}

/** Connections that may wait to be accepted: after a restart a whole fleet comes back within seconds. */
const BACKLOG = 4_096;

/** A listening socket that knows its connections, those whose handshake has not ended yet too. */
export class TcpListener {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** The port it listens on. */
  readonly port: number;

  private constructor(server: Server, sockets: Set<Socket>, port: number) {
    this.#server = server;
    this.#sockets = sockets;
    this.port = port;
  }

  /** Rejects with the system's error when the address cannot be listened on. */
  static start({ host, port, maxConnections, onConnection }: TcpListenerOptions): Promise<TcpListener> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      onConnection(socket);
    });
    server.maxConnections = maxConnections;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, backlog: BACKLOG }, () => {
        server.off('error', reject);
        const address = server.address();
        const bound = typeof address === 'object' && address !== null ? address.port : port;
        resolve(new TcpListener(server, sockets, bound));
      });
    });
  }

  /** Accepts no more connections. Resolves when the last one has closed. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  /** Closes all connections at once. */
  cutOff(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
