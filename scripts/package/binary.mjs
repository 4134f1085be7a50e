// One single-file binary: a copy of Node.js that finds the program inside its own file.
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteBinding } from './embedded-node.mjs';
import { bundleProgram, inRepository } from './programs.mjs';
import { run } from './run.mjs';

/** By which Node knows where the program is in its own file. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const postject = inRepository('node_modules/postject/dist/cli.js');
const cache = inRepository('.cache/package');

/** Makes the binary, unless what it is made from is what it was last time. Returns its path. */
export async function makeBinary({ program, node, dist, version }) {
  const started = Date.now();
  const work = join(cache, `work-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    const path = join(dist, program.file);
    const code = join(work, 'code.cjs');
    await bundleProgram(program, { outfile: code, version });
    const assets = program.needsSqlite ? { 'better_sqlite3.node': sqliteBinding(node) } : {};
    const stamp = join(cache, `${program.file}-${version ?? 'released'}.stamp`);
    const content = digest([node.version, ...program.execArgv], [code, ...Object.values(assets), import.meta.filename]);
    if (read(stamp) === `${content} ${modified(path)}`) return path;
    const unfinished = embed({ work, node, code, assets, execArgv: program.execArgv });
    const says = run(unfinished, ['version']).trim();
    renameSync(unfinished, path);
    writeFileSync(stamp, `${content} ${modified(path)}`);
    console.error(`${program.file}: ${says}, ${size(path)}, embeds Node.js ${node.version} (${seconds(started)})`);
    return path;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function embed({ work, node, code, assets, execArgv }) {
  const blob = join(work, 'blob');
  const config = join(work, 'sea.json');
  const settings = { main: code, output: blob, assets, execArgv, useCodeCache: true };
  writeFileSync(config, JSON.stringify({ ...settings, disableExperimentalSEAWarning: true }));
  // Compiled code fits only the options that it was compiled with.
  run(node.executable, [...execArgv, '--experimental-sea-config', config]);
  const unfinished = join(work, 'binary');
  copyFileSync(node.executable, unfinished);
  chmodSync(unfinished, 0o755);
  run('strip', ['--strip-unneeded', unfinished]);
  run(process.execPath, [postject, unfinished, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', FUSE]);
  return unfinished;
}

function digest(texts, files) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text}\n`);
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function size(path) {
  return `${(statSync(path).size / 1_000_000).toFixed(1)} MB`;
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
