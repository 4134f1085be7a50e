// Bundles the CLI: one file to start with, and a chunk for whatever only some commands need (gRPC, YAML, schemas), so that
// `--help` reads as little as possible.
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packageDirectory = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(packageDirectory, 'dist', 'bundle');
const { resolve } = createRequire(import.meta.url);

/**
 * Makes every import from a package of ours one from the very module that has it. esbuild decides by whole modules what
 * a chunk needs: over `@devopsellence/core` the smallest function of core would bring all of it, schemas included.
 */
const importFromTheSource = {
  name: 'import-from-the-source',
  setup({ onLoad }) {
    const barrels = new Map();
    onLoad({ filter: /\/packages\/[a-z-]+\/dist\/.*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replaceAll(
        /^import \{([^}]+)\} from '(@devopsellence\/[a-z-]+)';$/gm,
        (_, names, packageName) => {
          if (!barrels.has(packageName)) barrels.set(packageName, exportsOf(resolve(packageName)));
          return namesIn(names)
            .map((name) => `import { ${name} } from '${barrels.get(packageName).get(name.split(' ', 1)[0])}';`)
            .join('');
        },
      );
      return { contents, loader: 'js' };
    });
  },
};

function namesIn(list) {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Which module has what a module exports: its own, and what it passes on. */
function exportsOf(path) {
  const text = readFileSync(path, 'utf8');
  const found = new Map();
  for (const [, name] of text.matchAll(/^export (?:async )?(?:function\*?|const|let|class) ([\w$]+)/gm)) found.set(name, path);
  for (const [, names, from] of text.matchAll(/^export (\*|\{[^}]+\}) from '(\.[^']+)';$/gm)) {
    const passedOn = exportsOf(join(dirname(path), from));
    const wanted = names === '*' ? [...passedOn.keys()] : namesIn(names.slice(1, -1));
    for (const name of wanted) found.set(name, passedOn.get(name));
  }
  return found;
}

/**
 * Commander loads `node:child_process` for commands in files of their own, which we have none of. That module brings the
 * network stack of Node along, a fifth of the time that `--help` takes.
 */
const commanderStartsNothing = {
  name: 'commander-starts-nothing',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'nothing', namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /^nothing$/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

await rm(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: packageDirectory,
  entryPoints: ['dist/main.js'],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  sourcemap: 'linked',
  chunkNames: 'chunks/[name]-[hash]',
  // Dependencies in CommonJS call `require` for the modules of Node.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  plugins: [importFromTheSource, commanderStartsNothing],
  logLevel: 'warning',
});
