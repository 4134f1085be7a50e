// Runs on a machine: asks the web containers of one node again and again. On SIGTERM it writes how often it has
// asked, and every moment at which none of them answered, and ends.
//
//   node web-watch.mjs ENGINE_SOCKET NODE_ID PORT PATH
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 25;
const LIST_EVERY = 8;
const ANSWER_WITHIN_MS = 2000;

const [socketPath, nodeId, port, path] = process.argv.slice(2);
const filters = JSON.stringify({
  label: [`devopsellence.node=${nodeId}`, 'devopsellence.service=web'],
  status: ['running'],
});
let isOver = false;
let asked = 0;
const gaps = [];
process.on('SIGTERM', () => {
  isOver = true;
});

/** Resolves to `{ status, text }`, or to status 0 and the error's text. */
function fetchText(options) {
  return new Promise((resolve) => {
    const fail = (error) => resolve({ status: 0, text: error.message });
    const request = get({ ...options, timeout: ANSWER_WITHIN_MS, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('error', fail).on('end', () => resolve({ status: response.statusCode, text }));
    });
    request.on('error', fail).on('timeout', () => request.destroy(new Error('no answer in time')));
  });
}

/** Addresses of the running web containers; null while the engine does not answer. */
async function list() {
  const { status, text } = await fetchText({
    socketPath,
    path: `/containers/json?filters=${encodeURIComponent(filters)}`,
  });
  if (status !== 200) return null;
  const networks = JSON.parse(text).flatMap(({ NetworkSettings }) => Object.values(NetworkSettings.Networks));
  return networks.map(({ IPAddress }) => IPAddress).filter((address) => address !== '');
}

async function ask(hosts) {
  asked += 1;
  const answers = await Promise.all(hosts.map((host) => fetchText({ host, port, path })));
  return { isServed: answers.some(({ status }) => status === 200), answers };
}

let hosts = await list();
process.stdout.write(`${JSON.stringify({ event: 'watching', hosts })}\n`);
for (let round = 1; !isOver; round += 1) {
  if (round % LIST_EVERY === 0) hosts = await list();
  if (hosts !== null && !(await ask(hosts)).isServed) {
    // The one known may have been replaced in an orderly way since: only a look at what is there now tells a gap.
    hosts = await list();
    const again = hosts === null ? null : await ask(hosts);
    if (again !== null && !again.isServed) {
      gaps.push({ at: Date.now(), hosts, answers: again.answers });
    }
  }
  await delay(PAUSE_MS);
}
process.stdout.write(`${JSON.stringify({ event: 'over', asked, gaps })}\n`);
