import { argumentProblem } from './argument-problem.js';

const BLANK = /\s+/y;
const PART = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/sy;

/**
 * The words of a command as a shell splits them: blanks separate, quotes and backslashes keep together. Nothing is
 * expanded: no variable, no pattern, no `~`. Throws `invalid_argument`, which does not show the text.
 */
export function parseCommand(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < text.length; ) {
    const blank = matchAt(BLANK, text, at);
    const part = blank ?? matchAt(PART, text, at);
    if (part === null) throw argumentProblem('command', 'has a quote or a backslash that nothing ends');
    at += part[0].length;
    if (blank === null) word = (word ?? '') + partText(part);
    else if (word !== null) words.push(word);
    if (blank !== null) word = null;
  }
  return word === null ? words : [...words, word];
}

/** The command in one text, as `parseCommand` reads it back. */
export function formatCommand(words: readonly string[]): string {
  return words.map(formatWord).join(' ');
}

function formatWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function partText([, single, double, escaped, plain]: RegExpExecArray): string {
  return (
    single ??
    double?.replaceAll(/\\(["\\$`])|\\\n/g, (_, kept: string | undefined) => kept ?? '') ??
    escaped ??
    plain ??
    ''
  );
}
