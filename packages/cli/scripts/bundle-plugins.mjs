// What the bundles leave out of the code they are made from, each for the time that it saves at every start.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/**
 * Makes every import from a package of ours one from the very module that has it. Over the
 * index of a package the smallest function of it would start all of it, the schemas of core included.
 */
export const importFromTheSource = {
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
export const commanderStartsNothing = {
  name: 'commander-starts-nothing',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'nothing', namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /^nothing$/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

/** Messages of schemas in forty languages, of which one is used. */
export const oneLanguage = {
  name: 'one-language',
  setup({ onLoad }) {
    onLoad({ filter: /\/zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};
