import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseArguments } from './parse-arguments.js';
import { selectCommand } from './select-command.js';
import { FakeIo } from './testing/fake-io.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const documents = ['README.md', ...readdirSync(join(repository, 'docs')).map((name) => join('docs', name))];

/** The code blocks of a page, and the language that each says it is in. */
function blocksOf(page: string): readonly { readonly language: string; readonly code: string }[] {
  const text = readFileSync(join(repository, page), 'utf8');
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ language, code }));
}

/** The words after `devopsellence`, up to a comment, a pipe or a redirection. */
function wordsOf(line: string): readonly string[] {
  const [command = ''] = line.split(/\s+#\s|\s[|>&]|\s<(?=\s)/, 1);
  const words: readonly string[] = command.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.slice(words.indexOf('devopsellence') + 1).map((word) => word.replaceAll(/["']/g, ''));
}

function commandLinesOf(page: string): readonly string[] {
  return blocksOf(page)
    .flatMap(({ code }) => code.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.trim().replace(/^(?:cd \S+ && )?(?:(?:\$|run:|- run:|sudo) )?/, ''))
    .map((line) => line.replace(/^(?:\.\/devopsellence-linux-x64|oduflow) /, 'devopsellence '))
    .filter((line) => line.startsWith('devopsellence '));
}

describe('what is documented', () => {
  it.each(documents.flatMap((page) => commandLinesOf(page).map((line) => [page, line] as const)))(
    '%s: %s',
    async (_, line) => {
      const argv = wordsOf(line);
      const selection = selectCommand(argv);
      const command = (await selection.entry?.load()) ?? null;
      const io = new FakeIo({ cwd: repository });
      expect(() => parseArguments({ argv, selection, command }, io)).not.toThrow();
    },
  );

  it('as a workflow is YAML', () => {
    const workflows = blocksOf('docs/ci.md').filter(({ language }) => language === 'yaml');
    expect(workflows.map(({ code }) => keysOf(parse(code)))).toEqual([['name', 'on', 'concurrency', 'jobs']]);
  });
});

function keysOf(document: unknown): readonly string[] {
  return typeof document === 'object' && document !== null ? Object.keys(document) : [];
}
