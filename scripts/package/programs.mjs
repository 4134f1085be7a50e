// The three programs as one CommonJS file each: what a single-file binary runs.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ourModulesArePure, withoutUnusedTransports } from '../../packages/agent/scripts/bundle-plugins.mjs';
import {
  commanderStartsNothing,
  importFromTheSource,
  oneLanguage,
} from '../../packages/cli/scripts/bundle-plugins.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const { resolve } = createRequire(import.meta.url);

/** As a module it asks at its start for the address of its own file, and inside a binary there is none. */
const cronIsCommonJs = {
  name: 'cron-is-common-js',
  setup({ onResolve }) {
    onResolve({ filter: /^node-cron$/ }, () => ({ path: resolve('node-cron') }));
  },
};

/** In the order in which they are made. `execArgv`: the options of Node that the program's launcher gives it too. */
export const PROGRAMS = {
  agent: {
    file: 'devopsellence-agent-linux-x64',
    entry: "require('./packages/agent/dist/main.js');",
    plugins: [ourModulesArePure, withoutUnusedTransports],
    execArgv: ['--max-semi-space-size=1', '--optimize-for-size', '--v8-pool-size=1'],
    needsSqlite: false,
  },
  cli: {
    file: 'devopsellence-linux-x64',
    entry: "require('./packages/cli/dist/main.js').start();",
    plugins: [importFromTheSource, commanderStartsNothing, oneLanguage],
    execArgv: [],
    needsSqlite: false,
  },
  'control-plane': {
    file: 'devopsellence-control-plane-linux-x64',
    entry: "require('./packages/control-plane/dist/main.js');",
    plugins: [oneLanguage, cronIsCommonJs],
    execArgv: [],
    needsSqlite: true,
  },
};

/** Bundles a program into `outfile`. With a version it says that it is that one, whatever the sources say. */
export async function bundleProgram({ entry, plugins }, { outfile, version }) {
  await build({
    stdin: { contents: entry, resolveDir: root },
    absWorkingDir: root,
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    // Names stay: they are in stack traces.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: version === null ? plugins : [asVersion(version), ...plugins],
  });
}

function asVersion(version) {
  return {
    name: 'as version',
    setup({ onLoad }) {
      onLoad({ filter: /\/packages\/runtime\/dist\/version\.js$/ }, () => ({
        contents: `export const VERSION = '${version}';`,
        loader: 'js',
      }));
    },
  };
}

/** A file of the repository. */
export function inRepository(...parts) {
  return join(root, ...parts);
}
