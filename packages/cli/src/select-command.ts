import { COMMANDS, type CommandEntry } from './commands/index.js';
import { GLOBAL_OPTIONS } from './globals.js';

export interface Selection {
  /** The words of the command line that name a command or a group, as far as they do. */
  readonly words: readonly string[];
  /** Null when they name no command. */
  readonly entry: CommandEntry | null;
}

const TAKES_VALUE: ReadonlySet<string> = new Set(
  GLOBAL_OPTIONS.flatMap(({ syntax }) => (syntax.includes('<') ? syntax.split(' ', 1) : [])),
);

/** Finds out which command is meant, so that only its module is loaded. */
export function selectCommand(argv: readonly string[]): Selection {
  const words: string[] = [];
  for (const word of candidates(argv)) {
    const path = [...words, word].join(' ');
    if (!COMMANDS.some((entry) => entry.path === path || entry.path.startsWith(`${path} `))) break;
    words.push(word);
  }
  const path = words.join(' ');
  return { words, entry: COMMANDS.find((entry) => entry.path === path) ?? null };
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

/** Everything that is neither an option nor the value of a global one. */
function candidates(argv: readonly string[]): readonly string[] {
  const before = beforeSeparator(argv);
  return before.filter((word, index) => !word.startsWith('-') && !TAKES_VALUE.has(before[index - 1] ?? ''));
}

function beforeSeparator(argv: readonly string[]): readonly string[] {
  const separator = argv.indexOf('--');
  return separator === -1 ? argv : argv.slice(0, separator);
}
