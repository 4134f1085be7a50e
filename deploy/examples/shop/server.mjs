// A small shop window: counts its visits in Redis and keeps a fragment of its page in Memcached. No dependencies.
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { env } from 'node:process';

const redis = new URL(env.REDIS_URL ?? 'redis://localhost:6379/0');
const redisServer = { host: redis.hostname, port: Number(redis.port || 6379) };
const [cacheHost, cachePort] = (env.MEMCACHE_SERVERS ?? 'localhost').split(',')[0].split(':');
const cacheServer = { host: cacheHost, port: Number(cachePort ?? 11211) };
const port = Number(env.PORT ?? 3000);
const release = env.RELEASE ?? 'development';
const timeoutMs = 1000;
const fragmentSeconds = 10;

/** Sends text to a server and resolves to its answer, once that is complete. */
function ask(server, text, isComplete) {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ ...server, timeout: timeoutMs }, () => socket.write(text));
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      answer += chunk;
      if (isComplete(answer)) socket.end(() => resolve(answer));
    });
    socket.on('timeout', () => socket.destroy(new Error(`${server.host} does not answer`)));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`${server.host} closed the connection`)));
  });
}

/** A command as Redis reads it: the number of words, then each with its length. */
function encode(words) {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}

/** Runs one Redis command that answers with one line, as INCR and PING do. */
async function runRedis(...command) {
  const database = redis.pathname.slice(1) || '0';
  const commands = [['SELECT', database], command];
  if (redis.password !== '') commands.unshift(['AUTH', decodeURIComponent(redis.password)]);
  const text = commands.map(encode).join('');
  const answer = await ask(redisServer, text, (received) => received.split('\r\n').length > commands.length);
  const lines = answer.trimEnd().split('\r\n');
  const error = lines.find((line) => line.startsWith('-'));
  if (error !== undefined) throw new Error(`redis: ${error.slice(1)}`);
  return lines.at(-1).slice(1);
}

async function readFragment(key) {
  const answer = await ask(cacheServer, `get ${key}\r\n`, (text) => text.endsWith('END\r\n') || text.includes('ERROR'));
  return answer.startsWith('VALUE') ? answer.split('\r\n')[1] : undefined;
}

async function writeFragment(key, value) {
  const command = `set ${key} 0 ${fragmentSeconds} ${Buffer.byteLength(value)}\r\n${value}\r\n`;
  await ask(cacheServer, command, (text) => text.endsWith('\r\n'));
}

/** The fragment from the cache, else a new one. A shop without its cache is slower, not closed. */
async function fragment() {
  try {
    const cached = await readFragment('offer');
    if (cached !== undefined) return cached;
    const rendered = `today's offer, rendered at ${new Date().toISOString()}`;
    await writeFragment('offer', rendered);
    return rendered;
  } catch {
    return null;
  }
}

const routes = {
  '/': async () => {
    const [visits, cached] = await Promise.all([runRedis('INCR', 'visits'), fragment()]);
    return { visits: Number(visits), cached, release };
  },
  // Ready means: a visitor would be served. So it asks Redis, which every page needs, and not Memcached, which none does.
  '/up': async () => ({ redis: await runRedis('PING') }),
};

const server = createServer(async ({ url }, response) => {
  const route = routes[url.split('?')[0]];
  const answer = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
  };
  if (route === undefined) return answer(404, { error: 'not found' });
  try {
    answer(200, await route());
  } catch (error) {
    answer(503, { error: error.message });
  }
});

server.listen(port, () => process.stdout.write(`shop ${release} listens on port ${port}\n`));

// Visitors that are being served get their answer; then the process ends because nothing is left to do.
process.on('SIGTERM', () => {
  process.stdout.write('shop stops\n');
  server.close();
});
