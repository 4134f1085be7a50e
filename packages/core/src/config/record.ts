/** The value under a key that the record itself has: a service may be called `constructor`. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The entries in the order of their keys, compared by code unit, so that the order depends on nothing else. */
export function sortedEntries<T>(record: Readonly<Record<string, T>> | undefined): readonly (readonly [string, T])[] {
  return Object.entries(record ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
}
