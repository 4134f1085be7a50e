const SHOWN = 5;

/** The first few, and how many more there are: a sentence must not grow with the fleet. */
export function shortList(texts: readonly string[], separator: string): string {
  const more = texts.length - SHOWN;
  const shown = texts.slice(0, SHOWN).join(separator);
  return more > 0 ? `${shown} and ${more} more` : shown;
}
