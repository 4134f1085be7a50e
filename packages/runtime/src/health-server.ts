import { createServer, type Server, type ServerResponse } from 'node:http';
import { cannotListen, type ListenAddress } from './listen-address.js';

/** More than a few monitors never ask at once. */
const MAX_CONNECTIONS = 64;

/** What the pages say. Whatever throws is answered with 500. */
export interface HealthPages {
  /** Why the process should be started again; null: it lives. */
  readonly failure: () => string | null;
  /** What keeps it from doing its work now; empty: nothing. */
  readonly obstacles: () => Promise<readonly string[]>;
  /** The metrics page, in Prometheus' text format. */
  readonly metrics: () => Promise<string>;
}

/** `/healthz` (the process lives), `/readyz` (it can do its work) and `/metrics`, over plain HTTP, for the machine itself. */
export class HealthServer {
  readonly #server: Server;
  readonly port: number;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** Rejects with `usage` when the address cannot be had. */
  static async start(address: ListenAddress, pages: HealthPages): Promise<HealthServer> {
    const server = createServer((request, response) => void answer(pages, request.url ?? '', response));
    server.maxConnections = MAX_CONNECTIONS;
    return new HealthServer(server, await listen(server, address));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}

function listen(server: Server, { host, port }: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen({ host, port }, error)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function answer(pages: HealthPages, url: string, response: ServerResponse): Promise<void> {
  try {
    const [path] = url.split('?', 1);
    if (path === '/healthz') answerLiving(pages, response);
    else if (path === '/readyz') await answerReady(pages, response);
    else if (path === '/metrics') send(response, 200, await pages.metrics());
    else send(response, 404, 'not found\n');
  } catch {
    send(response, 500, 'failed\n');
  }
}

function answerLiving({ failure }: HealthPages, response: ServerResponse): void {
  const found = failure();
  if (found === null) send(response, 200, 'ok\n');
  else send(response, 503, `${found}\n`);
}

async function answerReady({ obstacles }: HealthPages, response: ServerResponse): Promise<void> {
  const found = await obstacles();
  if (found.length === 0) send(response, 200, 'ready\n');
  else send(response, 503, ['not ready', ...found, ''].join('\n'));
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}
