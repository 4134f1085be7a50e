/** Names that are reached from `from` along `edges`, at any distance; `from` itself only where a cycle leads back to it. */
export function reach(from: Iterable<string>, edges: (name: string) => Iterable<string>): ReadonlySet<string> {
  const reached = new Set(from);
  // A set that grows while it is gone through is gone through to its end.
  for (const name of reached) for (const next of edges(name)) reached.add(next);
  return reached;
}
