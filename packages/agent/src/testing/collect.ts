/** All that the source says, once it has ended. */
export async function read<T>(source: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  await collect(source, values);
  return values;
}

/** Adds what the source says as it says it. Resolves when it has ended. */
export async function collect<T>(source: AsyncIterable<T>, into: T[]): Promise<void> {
  for await (const value of source) into.push(value);
}
