import { COMMANDS, type CommandEntry } from './commands/index.js';
import { GLOBAL_OPTIONS } from './globals.js';
import { isPlainWord, plainWords } from './plain-words.js';

export interface Selection {
  /** The words of the command line that name a command or a group, as far as they do. */
  readonly words: readonly string[];
  /** Null when they name no command. */
  readonly entry: CommandEntry | null;
}

const GLOBAL_SYNTAXES: readonly string[] = GLOBAL_OPTIONS.map(({ syntax }) => syntax);

/** Finds out which command is meant, so that only its module is loaded. */
export function selectCommand(argv: readonly string[]): Selection {
  const words: string[] = [];
  for (const word of plainWords(beforeSeparator(argv), GLOBAL_SYNTAXES)) {
    const path = [...words, word].join(' ');
    if (!COMMANDS.some((entry) => entry.path === path || entry.path.startsWith(`${path} `))) break;
    words.push(word);
  }
  const path = words.join(' ');
  return { words, entry: COMMANDS.find((entry) => entry.path === path) ?? null };
}

/**
 * The command line with `--` where the words begin that are the command's own: what looks like an option there is not one
 * of ours.
 */
export function separated(argv: readonly string[], { words, entry }: Selection): readonly string[] {
  if (entry?.ownsItsWords !== true) return argv;
  const line = beforeSeparator(argv);
  const plain = [...line.keys()].filter((index) => isPlainWord(line, index, GLOBAL_SYNTAXES));
  const first = plain[words.length];
  return first === undefined ? argv : [...argv.slice(0, first), '--', ...argv.slice(first)];
}

/** `help node list` is another way to write `node list --help`. */
export function withoutHelpWord(argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv;
  return first === 'help' ? [...rest, '--help'] : argv;
}

/** Whether the answer, even to a command line that makes no sense, is wanted as JSON. */
export function mentionsJson(argv: readonly string[]): boolean {
  return beforeSeparator(argv).includes('--json');
}

function beforeSeparator(argv: readonly string[]): readonly string[] {
  const separator = argv.indexOf('--');
  return separator === -1 ? argv : argv.slice(0, separator);
}
