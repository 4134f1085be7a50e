import { isMap, isScalar, isSeq, type Pair } from 'yaml';
import type { ConfigPath } from '../path.js';

interface Visited {
  readonly node: unknown;
  readonly path: ConfigPath;
  /** From the top down. */
  readonly ancestors: readonly unknown[];
}

/** Every value of a YAML tree, each before what is inside of it. Aliases are not followed. */
export function walk(node: unknown, path: ConfigPath = [], ancestors: readonly unknown[] = []): readonly Visited[] {
  const here = { node, path, ancestors };
  const within = [...ancestors, node];
  if (isMap(node)) {
    return [here, ...node.items.flatMap((pair) => walk(pair.value, [...path, keyOf(pair) ?? ''], within))];
  }
  if (isSeq(node)) return [here, ...node.items.flatMap((item, index) => walk(item, [...path, index], within))];
  return [here];
}

/** The key as text, as plain values have it; null when the key is a list, a mapping or an alias. */
export function keyOf({ key }: Pair): string | null {
  if (!isScalar(key)) return null;
  return key.value === null ? '' : String(key.value);
}
