// Runs in a container: asks a service by its name, steadily, until SIGTERM; then it awaits the last answers and writes how
// many requests it sent and how many failed, as one JSON line. Before that it writes one line, at its first answer.
//
//   node http-load.mjs SERVICE PORT
//
// It is as little forgiving as a client can be: the name is looked up for each connection, only its first address is
// tried, and nothing is tried again.
import { lookup } from 'node:dns';
import { Agent, get } from 'node:http';

const ANSWER_WITHIN_MS = 10_000;
const [host, port] = process.argv.slice(-2);

const firstAddress = (name, options, done) =>
  lookup(name, { family: 4 }, (error, address) => {
    if (error !== null) done(error);
    else if (options.all) done(null, [{ address, family: 4 }]);
    else done(null, address, 4);
  });

const total = { sent: 0, failed: 0, slowestMs: 0, errors: {}, answers: {} };
let open = 0;
let isOver = false;

function count(counts, key) {
  counts[key] = (counts[key] ?? 0) + 1;
}

function ask(agent, path) {
  total.sent += 1;
  open += 1;
  const began = performance.now();
  let isTold = false;
  const tell = (error, text) => {
    if (isTold) return;
    isTold = true;
    open -= 1;
    if (total.sent - open === 1) process.stdout.write('begun\n');
    total.slowestMs = Math.max(total.slowestMs, Math.round(performance.now() - began));
    if (error === null) {
      count(total.answers, text);
    } else {
      total.failed += 1;
      count(total.errors, error.code ?? error.message);
    }
    endIfOver();
  };
  const options = { host, port, path, agent, lookup: firstAddress, autoSelectFamily: false, timeout: ANSWER_WITHIN_MS };
  const request = get(options, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    response.on('error', tell).on('end', () => {
      if (response.statusCode === 200) tell(null, text);
      else tell(new Error(`HTTP ${response.statusCode} of ${text}`));
    });
  });
  request.on('error', tell).on('timeout', () => request.destroy(new Error('no answer in time')));
}

function endIfOver() {
  if (!isOver || open > 0) return;
  process.stdout.write(`${JSON.stringify(total)}\n`, () => process.exit(0));
}

const kept = new Agent({ keepAlive: true, maxSockets: 4 });
const timers = [
  setInterval(() => ask(false, '/'), 25),
  setInterval(() => ask(kept, '/'), 50),
  setInterval(() => ask(false, '/300'), 200),
  setInterval(() => ask(kept, '/300'), 400),
];
process.on('SIGTERM', () => {
  isOver = true;
  for (const timer of timers) clearInterval(timer);
  endIfOver();
});
