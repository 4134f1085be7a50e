import { createServer, type Server, type Socket } from 'node:net';

export interface TcpListenerOptions {
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
  /** Connections beyond this are closed as soon as they come. */
  readonly maxConnections: number;
  /** Connections to which nothing was written for this long, or up to a quarter longer, are closed. */
  readonly quietMs: number;
  readonly onConnection: (socket: Socket) => void;
}

/** Connections that may wait to be accepted: after a restart a whole fleet comes back within seconds. */
const BACKLOG = 4_096;

/** How many times within `quietMs` the connections are looked at. */
const LOOKS = 4;

/** What was written to a connection, and for how many looks that has not grown. */
interface Written {
  readonly bytes: number;
  readonly unchanged: number;
}

/**
 * A listening socket that knows its connections, those whose handshake has not ended yet too. It closes those that have
 * gone quiet: a session that lives writes pings. One that is over may keep its connection open for as long as the other
 * side does not close it, and one that the HTTP/2 layer has given up after too many errors does not even notice that.
 */
export class TcpListener {
  readonly #server: Server;
  readonly #sockets: ReadonlyMap<Socket, Written>;
  /** The port it listens on. */
  readonly port: number;

  private constructor(server: Server, sockets: ReadonlyMap<Socket, Written>, port: number) {
    this.#server = server;
    this.#sockets = sockets;
    this.port = port;
  }

  /** Rejects with the system's error when the address cannot be listened on. */
  static start({ host, port, maxConnections, quietMs, onConnection }: TcpListenerOptions): Promise<TcpListener> {
    const sockets = new Map<Socket, Written>();
    const server = createServer((socket) => {
      sockets.set(socket, { bytes: 0, unchanged: 0 });
      socket.once('close', () => sockets.delete(socket));
      onConnection(socket);
    });
    server.maxConnections = maxConnections;
    const looking = setInterval(() => closeQuiet(sockets), quietMs / LOOKS).unref();
    server.once('close', () => clearInterval(looking));
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
    for (const socket of this.#sockets.keys()) socket.destroy();
  }
}

function closeQuiet(sockets: Map<Socket, Written>): void {
  for (const [socket, before] of sockets) {
    const bytes = socket.bytesWritten;
    const unchanged = bytes === before.bytes ? before.unchanged + 1 : 0;
    sockets.set(socket, { bytes, unchanged });
    if (unchanged > LOOKS) socket.destroy();
  }
}
