// Loaded into a program under test: on SIGUSR2 it frees what it can and tells, in one line on stderr, what is left.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGUSR2', () => {
  collect();
  setImmediate(() => {
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    const resources = process.getActiveResourcesInfo();
    const sockets = resources.filter((name) => name === 'TCPSocketWrap').length;
    const timers = resources.filter((name) => name === 'Timeout').length;
    process.stderr.write(
      `${JSON.stringify({ event: 'memory', at: Date.now(), heapUsed, external, rss, sockets, timers })}\n`,
    );
  });
});
