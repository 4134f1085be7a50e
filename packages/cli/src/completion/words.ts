import type { Command } from '../command.js';
import { COMMANDS } from '../commands/index.js';
import { GLOBAL_OPTIONS } from '../globals.js';
import { type Argument, nameOf, type Option } from '../parameter.js';
import { awaitingValue, plainWords } from '../plain-words.js';
import type { Selection } from '../select-command.js';

/** Names that only somebody who looks for them knows. */
export type NameKind =
  | 'node'
  | 'service'
  | 'standalone'
  | 'preset'
  | 'task'
  | 'run'
  | 'environment'
  | 'context'
  | 'release'
  | 'deployment';

/** What may stand where the last word is typed: words that are known, or names of a kind. */
export type Completion =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'names'; readonly of: NameKind }
  /** Whatever the shell proposes where nobody else does: files. */
  | { readonly kind: 'nothing' };

export interface TypedLine {
  /** Words after `devopsellence`; the last one is being typed, and may be empty. */
  readonly typed: readonly string[];
  readonly selection: Selection;
  /** The selected command; null when the words name none. */
  readonly command: Command | null;
}

const NOTHING: Completion = { kind: 'nothing' };

/** What may follow. Names no word that the command line would refuse at this place. */
export function completionOf({ typed, selection, command }: TypedLine): Completion {
  const current = typed.at(-1) ?? '';
  const before = typed.slice(0, -1);
  if (before.includes('--')) return NOTHING;
  const known: readonly Option<unknown>[] = [...GLOBAL_OPTIONS, ...(command?.options ?? [])];
  const syntaxes = known.map(({ syntax }) => syntax);
  const awaiting = awaitingValue(syntaxes, before.at(-1));
  const path = selection.entry?.path ?? '';
  const option = known.find(({ syntax }) => syntax === awaiting);
  if (option !== undefined) return proposalsFor(path, option);
  const given = plainWords(before, syntaxes).length - selection.words.length;
  if (selection.entry?.ownsItsWords === true && given > 0) return NOTHING;
  if (current.startsWith('-')) return options(known, before);
  if (command !== null) return argumentOf(path, command, given);
  return given > 0 ? NOTHING : words(nextWords(selection.words));
}

function options(known: readonly Option<unknown>[], before: readonly string[]): Completion {
  const names = [...known.map(({ syntax }) => nameOf(syntax)), '--help'];
  const again = known.filter(({ isRepeatable }) => isRepeatable === true).map(({ syntax }) => nameOf(syntax));
  return words([...new Set(names)].filter((name) => !before.includes(name) || again.includes(name)));
}

/** The words that lead on to a command. */
function nextWords(before: readonly string[]): readonly string[] {
  const prefix = before.map((word) => `${word} `).join('');
  const following = COMMANDS.filter(({ path }) => path.startsWith(prefix)).map(({ path }) => path.slice(prefix.length));
  return [...new Set(following.map((rest) => rest.split(' ', 1)[0] ?? ''))];
}

function argumentOf(path: string, { args = [] }: Command, index: number): Completion {
  const argument = args[index];
  return argument === undefined ? NOTHING : proposalsFor(path, argument);
}

function proposalsFor(path: string, { syntax, choices }: Option<unknown> | Argument<unknown>): Completion {
  return choices === undefined ? named(path, syntax) : words(choices);
}

interface NameRule {
  readonly of: NameKind;
  /** Of arguments and options; absent: any. */
  readonly syntax: RegExp;
  /** Of commands; absent: any. */
  readonly path?: RegExp;
}

/** Which names are meant where; the first rule that fits counts. */
const NAME_RULES: readonly NameRule[] = [
  { of: 'task', syntax: /TASK/ },
  { of: 'service', syntax: /SERVICE/ },
  { of: 'environment', syntax: /^--env / },
  { of: 'context', syntax: /^--context / },
  { of: 'context', syntax: /./, path: /^context use$/ },
  { of: 'standalone', syntax: /^<NAME>$/, path: /^service (?!create$|restore$)/ },
  { of: 'preset', syntax: /^<NAME>$/, path: /^(?:service restore|preset (?:show|delete))$/ },
  { of: 'release', syntax: /^\[RELEASE\]$/ },
  { of: 'run', syntax: /^(?:<RUN>|--run <ID>)$/ },
  { of: 'deployment', syntax: /^\[ID\]$/, path: /^deployment / },
  // A new node is called by a name that it does not have yet.
  { of: 'node', syntax: /^--node /, path: /^(?!node (?:create|register)$)/ },
  { of: 'node', syntax: /^[<[]NAME[>\]]$/, path: /^(?:node|agent) (?!create$|register$)/ },
];

function named(path: string, syntax: string): Completion {
  const rule = NAME_RULES.find((each) => each.syntax.test(syntax) && each.path?.test(path) !== false);
  return rule === undefined ? NOTHING : { kind: 'names', of: rule.of };
}

function words(all: readonly string[]): Completion {
  return { kind: 'words', words: all };
}
