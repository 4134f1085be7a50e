import type { Command } from '../command.js';
import { COMMANDS } from '../commands/index.js';
import { GLOBAL_OPTIONS } from '../globals.js';
import { type Argument, nameOf, type Option } from '../parameter.js';
import { awaitingValue, plainWords } from '../plain-words.js';
import type { Selection } from '../select-command.js';

/** Names that only somebody who looks for them knows. */
export type NameKind = 'node' | 'service' | 'task' | 'run' | 'environment' | 'context' | 'release' | 'deployment';

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
  const known = [...GLOBAL_OPTIONS, ...(command?.options ?? [])];
  const syntaxes = known.map(({ syntax }) => syntax);
  const awaiting = awaitingValue(syntaxes, before.at(-1));
  const path = selection.entry?.path ?? '';
  const option = known.find(({ syntax }) => syntax === awaiting);
  if (option !== undefined) return proposalsFor(path, option);
  if (current.startsWith('-')) return options(syntaxes, before);
  const given = plainWords(before, syntaxes).length - selection.words.length;
  if (command !== null) return argumentOf(path, command, given);
  return given > 0 ? NOTHING : words(nextWords(selection.words));
}

function options(syntaxes: readonly string[], before: readonly string[]): Completion {
  const names = [...syntaxes, '--help'].map(nameOf);
  return words(names.filter((name) => !before.includes(name)));
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

/** Commands that call a node by a name it already has. */
const NEW_NODE = new Set(['node create', 'node register']);

function named(path: string, syntax: string): Completion {
  if (/TASK/.test(syntax)) return { kind: 'names', of: 'task' };
  if (/SERVICE/.test(syntax)) return { kind: 'names', of: 'service' };
  if (syntax.startsWith('--env ')) return { kind: 'names', of: 'environment' };
  if (syntax.startsWith('--context ') || path === 'context use') return { kind: 'names', of: 'context' };
  const isNode = syntax.startsWith('--node ') || (/^(node|agent) /.test(path) && /^[<[]NAME[>\]]$/.test(syntax));
  if (syntax === '[RELEASE]') return { kind: 'names', of: 'release' };
  if (syntax === '<RUN>' || syntax === '--run <ID>') return { kind: 'names', of: 'run' };
  if (path.startsWith('deployment ') && syntax === '[ID]') return { kind: 'names', of: 'deployment' };
  if (isNode && !NEW_NODE.has(path)) return { kind: 'names', of: 'node' };
  return NOTHING;
}

function words(all: readonly string[]): Completion {
  return { kind: 'words', words: all };
}
