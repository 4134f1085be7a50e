// npm run package [-- agent cli control-plane] [--as-version V]: single-file Linux binaries of the programs, in dist/,
// with SHA256SUMS. They need nothing but glibc: each holds a Node.js, its code, and what else it loads. Without names:
// all three. What has not changed since the last time is not made again. Prints the path of each, one a line.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeBinary } from './binary.mjs';
import { embeddedNode } from './embedded-node.mjs';
import { inRepository, PROGRAMS } from './programs.mjs';

const { names, version } = readArguments();
const dist = inRepository(version === null ? 'dist' : `dist/${version}`);
mkdirSync(dist, { recursive: true });
const node = embeddedNode();
for (const name of names) console.log(await makeBinary({ program: PROGRAMS[name], node, dist, version }));
writeSums();

function readArguments() {
  const options = { 'as-version': { type: 'string' } };
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const unknown = positionals.find((name) => !Object.hasOwn(PROGRAMS, name));
  if (unknown !== undefined)
    stop(2, `there is no program ${unknown}: choose among ${Object.keys(PROGRAMS).join(', ')}`);
  if (process.platform !== 'linux' || process.arch !== 'x64') stop(1, 'binaries are made on Linux x64 only');
  const version = values['as-version'] ?? null;
  if (version !== null && !/^\d+\.\d+\.\d+(-[0-9a-z.]+)?$/.test(version)) stop(2, `${version} is not a version`);
  return { names: positionals.length > 0 ? positionals : Object.keys(PROGRAMS), version };
}

/** SHA-256 of every binary that is there, as `sha256sum --check` reads it. */
function writeSums() {
  const lines = Object.values(PROGRAMS).flatMap(({ file }) => sumLine(file));
  // Whole at any time: somebody may be at checking with it.
  const unfinished = join(dist, `.SHA256SUMS-${process.pid}`);
  writeFileSync(unfinished, lines.join(''));
  renameSync(unfinished, join(dist, 'SHA256SUMS'));
}

function sumLine(file) {
  try {
    return [
      `${createHash('sha256')
        .update(readFileSync(join(dist, file)))
        .digest('hex')}  ${file}\n`,
    ];
  } catch {
    return [];
  }
}

function stop(exitCode, message) {
  console.error(message);
  process.exit(exitCode);
}
