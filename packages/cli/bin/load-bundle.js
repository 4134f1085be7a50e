const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const FOLDER = join(__dirname, '..', 'dist', 'bundle');

/** The dependencies that are bundled apart from `main`, each with the bundle it is in: only some commands need them. */
const LIBRARIES = {
  '@grpc/grpc-js': 'grpc',
  '@grpc/proto-loader': 'grpc',
  '@modelcontextprotocol/sdk/server/index.js': 'mcp',
  '@modelcontextprotocol/sdk/shared/stdio.js': 'mcp',
  '@modelcontextprotocol/sdk/types.js': 'mcp',
  yaml: 'config',
  zod: 'config',
};

/** The bundles loaded so far: the script, and what it exports. */
const loaded = new Map();

/** What the bundle exports. It is made from compiled code where there is some that fits this Node. */
function load(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const filename = join(FOLDER, `${name}.cjs`);
  // A bundle is plain ASCII, and read fastest as such.
  const source = `(function (exports, require, module) {${readFileSync(filename, 'latin1')}\n})`;
  const script = new Script(source, { filename, cachedData: readIfThere(cacheFile(name)) });
  const bundle = { exports: {} };
  script.runInThisContext()(bundle.exports, requireFor, bundle);
  loaded.set(name, { script, exports: bundle.exports });
  return bundle.exports;
}

function requireFor(name) {
  return Object.hasOwn(LIBRARIES, name) ? load(LIBRARIES[name]).modules[name] : require(name);
}

/** Compiled code fits only the Node that made it. Another one starts without, and takes a little longer. */
function cacheFile(name) {
  return join(FOLDER, `${name}-${process.version}-${process.arch}.cache`);
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

module.exports = { LIBRARIES, cacheFile, load, loaded };
