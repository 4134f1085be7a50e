const MAX_DEPTH = 100;

/**
 * Whether the brackets or the list dashes of a YAML text nest deeper than any config. Must be asked before parsing:
 * the parser is recursive, and a text of brackets alone would end the process. Brackets in quoted text count too.
 */
export function nestsTooDeeply(text: string): boolean {
  let open = 0;
  let dashes = 0;
  for (const letter of text) {
    if (letter === '[' || letter === '{') open += 1;
    else if (letter === ']' || letter === '}') open = Math.max(0, open - 1);
    dashes = letter === '-' || letter === '?' || letter === ':' || letter === ' ' ? dashes + 1 : 0;
    if (open > MAX_DEPTH || dashes > 4 * MAX_DEPTH) return true;
  }
  return false;
}
