import { createServer, type Server, type ServerResponse } from 'node:http';
import { formatAddress } from '../server-config.js';
import { cannotListen } from './grpc-server.js';

export interface HealthServerOptions {
  readonly host: string;
  readonly port: number;
  /** Whether calls can be served now. */
  readonly isReady: () => Promise<boolean>;
  /** The metrics page, in Prometheus' text format. */
  readonly metrics: () => Promise<string>;
}

/** `/healthz` (the process lives), `/readyz` (it can serve) and `/metrics`, over plain HTTP, for the machine itself. */
export class HealthServer {
  readonly #server: Server;
  readonly port: number;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async start(options: HealthServerOptions): Promise<HealthServer> {
    const server = createServer((request, response) => void answer(options, request.url ?? '', response));
    const port = await listen(server, options);
    return new HealthServer(server, port);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}

function listen(server: Server, { host, port }: HealthServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(formatAddress(host, port), error)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function answer(options: HealthServerOptions, url: string, response: ServerResponse): Promise<void> {
  try {
    const [path] = url.split('?', 1);
    if (path === '/healthz') send(response, 200, 'ok\n');
    else if (path === '/readyz') await answerReady(options, response);
    else if (path === '/metrics') send(response, 200, await options.metrics());
    else send(response, 404, 'not found\n');
  } catch {
    send(response, 500, 'failed\n');
  }
}

async function answerReady({ isReady }: HealthServerOptions, response: ServerResponse): Promise<void> {
  if (await isReady()) send(response, 200, 'ready\n');
  else send(response, 503, 'not ready\n');
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}
