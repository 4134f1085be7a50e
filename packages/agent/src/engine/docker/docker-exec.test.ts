import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dockerClient } from './docker-client.js';
import { dockerExec } from './docker-exec.js';

const SAID = Buffer.from('half\n');
const HEADER = Buffer.from([1, 0, 0, 0, 0, 0, 0, SAID.length]);

/** An engine that knows one command: it writes a line, and the engine lets go of it. */
async function letsGo(exitCode: number | null) {
  const folder = await mkdtemp(join(tmpdir(), 'docker-exec-'));
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    if (request.url?.endsWith('/containers/c1/exec')) response.writeHead(201).end('{"Id":"e1"}');
    else response.end(JSON.stringify({ ExitCode: exitCode, Pid: 7 }));
  });
  server.on('upgrade', (_request, socket) => {
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    socket.end(Buffer.concat([HEADER, SAID]));
  });
  server.listen(join(folder, 'docker.sock'));
  await once(server, 'listening');
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  };
  return { docker: dockerClient(`unix://${join(folder, 'docker.sock')}`), close };
}

it.each([
  { exitCode: 3, outcome: 'half\nended with 3' },
  { exitCode: null, outcome: 'half\nengine_unavailable' },
])('a command whose output ends has ended only when the engine says so: $exitCode', async ({ exitCode, outcome }) => {
  const { docker, close } = await letsGo(exitCode);
  const command = { containerId: 'c1', command: ['true'], terminal: null, stdin: false, user: '' };
  const session = await dockerExec(docker, command, new AbortController().signal);
  let seen = '';
  for await (const { data } of session.output) seen += data.toString();
  seen += await session.exitCode().then(
    (code) => `ended with ${code}`,
    ({ code }: { readonly code: string }) => code,
  );
  expect(seen).toBe(outcome);
  await close();
});
