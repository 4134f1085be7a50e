// Bundles the agent, for its memory: a node's own work comes first. What is left out is what an agent never runs (the
// config schema of core, Docker over SSH, BuildKit sessions); what only `join` needs stays in files of its own.
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ourModulesArePure, withoutUnusedTransports } from './bundle-plugins.mjs';

const packageDirectory = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(packageDirectory, 'dist', 'bundle');

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
