// Bundles the CLI into one file, in which whatever only some commands need (gRPC, YAML, schemas) runs when they ask for it,
// and compiles it ahead.
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
 * Makes every import from a package of ours one from the very module that has it. Over the
 * index of a package the smallest function of it would start all of it, the schemas of core included.
 */
const importFromTheSource = {
  name: 'import-from-the-source',
  setup({ onLoad }) {
    const barrels = new Map();
    onLoad({ filter: /\/packages\/[a-z-]+\/dist\/.*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replaceAll(
        /^(import|export) \{([^}]+)\} from '(@devopsellence\/[a-z-]+)';$/gm,
        (_, keyword, names, packageName) => {
          if (!barrels.has(packageName)) barrels.set(packageName, exportsOf(resolve(packageName)));
          return namesIn(names)
            .map((name) => `${keyword} { ${name} } from '${barrels.get(packageName).get(name.split(' ', 1)[0])}';`)
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
  for (const [, name] of text.matchAll(/^export (?:async )?(?:function\*?|const|let|class) ([\w$]+)/gm))
    found.set(name, path);
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

/** Messages of schemas in forty languages, of which one is used. */
const oneLanguage = {
  name: 'one-language',
  setup({ onLoad }) {
    onLoad({ filter: /\/zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};

/** Describes every message in itself, which only servers with reflection need: half of the time to load the protos. */
const noReflection = {
  name: 'no-reflection',
  setup({ onResolve, onLoad }) {
    onResolve(
      { filter: /^protobufjs\/(ext\/descriptor|google\/protobuf\/[a-z_]+\.json)$/ },
      ({ path, resolveDir }) => ({
        path: path.endsWith('.json') ? 'no-types' : 'no-descriptors',
        namespace: 'no-reflection',
        pluginData: { resolveDir },
      }),
    );
    onLoad({ filter: /^no-types$/, namespace: 'no-reflection' }, () => ({
      contents: 'module.exports = { nested: { google: { nested: { protobuf: { nested: {} } } } } };',
    }));
    onLoad({ filter: /^no-descriptors$/, namespace: 'no-reflection' }, ({ pluginData: { resolveDir } }) => ({
      contents: `
        const { Enum, Root, Type } = require('protobufjs');
        const nothing = { $type: { toObject: () => ({}) } };
        Root.prototype.toDescriptor = () => ({ file: [] });
        Type.prototype.toDescriptor = Enum.prototype.toDescriptor = () => nothing;`,
      resolveDir,
    }));
  },
};

await rm(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: packageDirectory,
  entryPoints: { main: 'dist/main.js' },
  outdir,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  sourcemap: 'linked',
  plugins: [importFromTheSource, commanderStartsNothing, oneLanguage, noReflection],
  logLevel: 'warning',
});
await import('./code-cache.mjs');
