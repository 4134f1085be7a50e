// Bundles the agent, for its memory: a node's own work comes first. What is left out is what an agent never runs (the
// config schema of core, Docker over SSH, BuildKit sessions); what only `join` needs stays in files of its own.
import { rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packageDirectory = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = dirname(packageDirectory) + sep;
const outdir = join(packageDirectory, 'dist', 'bundle');

/** No module of ours does anything by being imported: those that nothing is used of can go. */
const ourModulesArePure = {
  name: 'our modules are pure',
  setup(bundler) {
    bundler.onResolve({ filter: /^@devopsellence\// }, async ({ path, pluginData, ...context }) => {
      if (pluginData === 'resolving') return undefined;
      const found = await bundler.resolve(path, { ...context, pluginData: 'resolving' });
      return { ...found, sideEffects: false };
    });
    bundler.onResolve({ filter: /^\.\.?\// }, ({ path, importer }) => {
      if (!importer.startsWith(packages) || importer.includes('node_modules')) return undefined;
      return { path: resolve(dirname(importer), path), sideEffects: false };
    });
  },
};

/** Parts of dockerode that this agent never calls, and that cost more than the rest of it. */
const withoutUnusedTransports = {
  name: 'without unused transports',
  setup(bundler) {
    bundler.onLoad(
      { filter: /node_modules\/(docker-modem\/lib\/ssh|dockerode\/lib\/(session|buildkit))\.js$/ },
      () => ({
        contents: "module.exports = () => { throw new Error('not part of this bundle'); };",
      }),
    );
  },
};

await rm(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: packageDirectory,
  entryPoints: { main: 'dist/main.js' },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Names stay: they are in stack traces.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  banner: { js: "import { createRequire as _r } from 'node:module'; const require = _r(import.meta.url);" },
  plugins: [ourModulesArePure, withoutUnusedTransports],
});
