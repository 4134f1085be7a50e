import { type Document, isMap, type ParsedNode, parseDocument } from 'yaml';
import { problem } from '../problem.js';
import { aliasProblems, tooManyAliases } from './aliases.js';
import { keyProblems } from './keys.js';
import type { PlacedProblem } from './locate.js';
import { nestsTooDeeply } from './nesting.js';
import { offsetOf } from './offset.js';

/** More than any config needs; what is larger was not written by a person. */
const MAX_LENGTH = 256 * 1024;

export type YamlDocument = Document.Parsed<ParsedNode>;

/** What a YAML text says, and what is wrong with it as YAML. */
export type YamlSource =
  | {
      readonly readable: true;
      readonly document: YamlDocument;
      readonly value: unknown;
      readonly problems: readonly PlacedProblem[];
    }
  | { readonly readable: false; readonly problems: readonly PlacedProblem[] };

/** Reads one YAML mapping. Doubled keys are a problem, but do not keep the rest from being checked. */
export function readYaml(text: string): YamlSource {
  if (text.length > MAX_LENGTH) return unreadable('must not be larger than 256 KiB');
  if (nestsTooDeeply(text)) return unreadable('is nested too deeply');
  const document = parseDocument(text, { prettyErrors: false });
  const faults = [...document.errors, ...document.warnings]
    .filter(({ code }) => code !== 'DUPLICATE_KEY')
    .map(({ message, code, pos }) => ({
      ...problem([], wordsFor(code, message)),
      offset: Math.min(pos[0], text.length),
    }));
  if (faults.length > 0) return { readable: false, problems: faults };
  if (document.contents === null) return unreadable('is empty', 'run `devopsellence init` to write a first config');
  if (!isMap(document.contents)) {
    const found = problem([], 'must be a mapping: lines of the form `key: value`');
    return { readable: false, problems: [{ ...found, offset: offsetOf(document.contents) ?? 0 }] };
  }
  return readValue(document);
}

function readValue(document: YamlDocument): YamlSource {
  const aliases = aliasProblems(document);
  const keys = keyProblems(document);
  if (aliases.length > 0 || keys.some(({ target }) => target === 'value')) {
    return { readable: false, problems: [...aliases, ...keys] };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return { readable: true, document, value, problems: keys };
  } catch {
    return { readable: false, problems: [{ ...tooManyAliases(), offset: 0 }, ...keys] };
  }
}

function unreadable(message: string, hint: string | null = null): YamlSource {
  return { readable: false, problems: [{ ...problem([], message, hint), offset: 0 }] };
}

function wordsFor(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'must be a single YAML document; remove the line `---`';
  return `is not valid YAML: ${message.slice(0, 1).toLowerCase()}${message.slice(1)}`;
}
