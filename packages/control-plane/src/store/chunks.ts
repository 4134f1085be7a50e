/** Rows of as many columns as our tables have fit into one statement of either database. */
const CHUNK = 500;

/** The items in pieces that fit into one statement each. */
export function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
}
