const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const BUNDLE = join(__dirname, '..', 'dist', 'bundle', 'main.cjs');
/** Compiled code fits only the Node that made it. Another one starts without, in about twice the time. */
const CODE_CACHE = join(dirname(BUNDLE), `main-${process.version}-${process.arch}.cache`);

/** The bundle, which is plain ASCII, as a script made from compiled code where there is some. */
function loadScript() {
  const source = `(function (exports, require, module) {${readFileSync(BUNDLE, 'latin1')}\n})`;
  return new Script(source, { filename: BUNDLE, cachedData: readIfThere(CODE_CACHE) });
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** What the bundle exports. */
function runScript(script) {
  const bundle = { exports: {} };
  script.runInThisContext()(bundle.exports, require, bundle);
  return bundle.exports;
}

function loadBundle() {
  return runScript(loadScript());
}

module.exports = { CODE_CACHE, loadBundle, loadScript, runScript };
