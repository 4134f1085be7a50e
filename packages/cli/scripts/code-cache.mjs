// Compiles the bundles ahead: runs a few commands in this process and keeps the code that Node compiled for them, which
// `bin/load-bundle.js` hands back to Node. Compiling is most of the time that a short command takes.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';

const { cacheFile, load, loaded } = createRequire(import.meta.url)('../bin/load-bundle.js');

const FINGERPRINT = '0'.repeat(64);
const CONFIG =
  'schema_version: 1\norganization: a\nproject: b\nservices:\n  web:\n    ports: [{ name: http, port: 80 }]\n';

/** Commands that everybody types, against a control plane that is not there. */
const COMMANDS = [['--help'], ['version'], ['config', 'resolve'], ['status'], ['node', 'list', '--json']];

function silentStream() {
  return { isTerminal: false, columns: 80, rows: 24, write: () => undefined, drained: async () => undefined };
}

const folder = await mkdtemp(join(tmpdir(), 'devopsellence-code-cache-'));
try {
  await mkdir(join(folder, 'authorities'));
  await writeFile(join(folder, 'authorities', `${FINGERPRINT}.pem`), rootCertificates[0]);
  await writeFile(join(folder, 'devopsellence.yml'), CONFIG);
  const io = {
    stdout: silentStream(),
    stderr: silentStream(),
    stdin: { isTerminal: false },
    env: {
      DEVOPSELLENCE_STATE_HOME: folder,
      DEVOPSELLENCE_SERVER: '127.0.0.1:1',
      DEVOPSELLENCE_TOKEN: `dvo_operator_${FINGERPRINT}_${'0'.repeat(43)}`,
    },
    cwd: folder,
    programName: 'devopsellence',
    signal: new AbortController().signal,
    onResize: () => () => undefined,
  };
  const { run } = load('main');
  for (const words of COMMANDS) await run(words, io);
  for (const [name, { script }] of loaded) await writeFile(cacheFile(name), script.createCachedData());
} finally {
  await rm(folder, { recursive: true, force: true });
}
