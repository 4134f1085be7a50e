import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { TcpListener } from './tcp-listener.js';

const QUIET_MS = 100;

/** A listener that keeps its ends of connections open, and a client that never closes its own. */
async function connected(onConnection: (server: Socket) => void): Promise<{ readonly server: Socket }> {
  const accepted: Socket[] = [];
  const listener = await TcpListener.start({
    host: '127.0.0.1',
    port: 0,
    maxConnections: 10,
    quietMs: QUIET_MS,
    onConnection: (socket) => {
      accepted.push(socket.on('error', () => undefined).resume());
      onConnection(socket);
    },
  });
  const client = connect({ host: '127.0.0.1', port: listener.port, allowHalfOpen: true });
  client.on('error', () => undefined).resume();
  onTestFinished(() => {
    client.destroy();
    listener.cutOff();
    return listener.close();
  });
  await expect.poll(() => accepted.length).toBe(1);
  const [server] = accepted;
  if (server === undefined) throw new Error('nothing was accepted');
  return { server };
}

it('closes a connection that it has ended and the other side has not', async () => {
  const { server } = await connected((socket) => socket.end('good-bye'));
  await once(server, 'close');
});

it('closes a connection to which nothing is written, whatever is heard from it', async () => {
  const { server } = await connected(() => undefined);
  await once(server, 'close');
});

it('keeps a connection to which something is written now and then', async () => {
  let times = 0;
  const { server } = await connected((socket) => {
    const writing = setInterval(() => {
      socket.write('ping');
      times += 1;
    }, QUIET_MS / 4);
    onTestFinished(() => clearInterval(writing));
  });
  await expect.poll(() => times).toBeGreaterThan(20);
  expect(server.destroyed).toBe(false);
});
