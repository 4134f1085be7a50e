/** A two-way table between our words and an enum of the wire; a value added to either side breaks the build here. */
export interface EnumTable<Word extends string, Wire extends string> {
  toWire(word: Word): Wire;
  /** Null for a value this version does not know. */
  fromWire(wire: string): Word | null;
}

export function enumTable<Word extends string, Wire extends string>(
  words: Readonly<Record<Word, Wire>>,
): EnumTable<Word, Wire> {
  const byWire = new Map<string, Word>();
  for (const word in words) byWire.set(words[word], word);
  return {
    toWire: (word) => words[word],
    fromWire: (wire) => byWire.get(wire) ?? null,
  };
}
