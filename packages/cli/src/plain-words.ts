/** The name that an option is typed by, if a value follows it as a word of its own; null for a flag. */
function valueOption(syntax: string): string | null {
  return syntax.includes('<') ? (syntax.split(' ', 1)[0] ?? null) : null;
}

/** Which of the options, by syntax, waits for its value after this word. */
export function awaitingValue(syntaxes: readonly string[], word: string | undefined): string | undefined {
  return syntaxes.find((syntax) => word !== undefined && valueOption(syntax) === word);
}

/** Everything that is neither an option nor the value of one of those with these syntaxes. */
export function plainWords(words: readonly string[], syntaxes: readonly string[]): readonly string[] {
  return words.filter((_, index) => isPlainWord(words, index, syntaxes));
}

/** Whether the word at that place is one of those. */
export function isPlainWord(words: readonly string[], index: number, syntaxes: readonly string[]): boolean {
  return words[index]?.startsWith('-') === false && awaitingValue(syntaxes, words[index - 1]) === undefined;
}
