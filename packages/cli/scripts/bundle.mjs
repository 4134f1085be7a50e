// Bundles the CLI into a few files: `main`, in which a command's code runs when it was typed, and one for each group of
// dependencies that only some commands need. Then compiles them ahead.
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { commanderStartsNothing, importFromTheSource, oneLanguage } from './bundle-plugins.mjs';

const { LIBRARIES } = createRequire(import.meta.url)('../bin/load-bundle.js');

const packageDirectory = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(packageDirectory, 'dist', 'bundle');

const options = {
  absWorkingDir: packageDirectory,
  outdir,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // Names stay: they are in stack traces.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  sourcemap: 'linked',
  logLevel: 'warning',
};

/** A bundle that exports `modules`: each of these dependencies by its name. */
function libraryOf(names) {
  const imports = names.map((name, index) => `import * as module${index} from '${name}';`);
  const entries = names.map((name, index) => `'${name}': module${index}`);
  return `${imports.join('\n')}\nexport const modules = { ${entries.join(', ')} };`;
}

await rm(outdir, { recursive: true, force: true });
await build({
  ...options,
  entryPoints: { main: 'dist/main.js' },
  external: Object.keys(LIBRARIES),
  plugins: [importFromTheSource, commanderStartsNothing],
});
for (const library of new Set(Object.values(LIBRARIES))) {
  const names = Object.keys(LIBRARIES).filter((name) => LIBRARIES[name] === library);
  await build({
    ...options,
    outdir: undefined,
    outfile: join(outdir, `${library}.cjs`),
    stdin: { contents: libraryOf(names), resolveDir: packageDirectory },
    plugins: [oneLanguage],
  });
}
await import('./code-cache.mjs');
