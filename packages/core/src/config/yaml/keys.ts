import { isMap } from 'yaml';
import { keyProblem, problem } from '../problem.js';
import type { PlacedProblem } from './locate.js';
import { offsetOf } from './offset.js';
import type { YamlDocument } from './source.js';
import { keyOf, walk } from './walk.js';

/** Keys that are doubled, that are no text, or that would vanish on the way through JavaScript objects. */
export function keyProblems(document: YamlDocument): PlacedProblem[] {
  return walk(document.contents).flatMap(({ node, path }) => {
    if (!isMap(node)) return [];
    const keys = node.items.map(keyOf);
    return node.items.flatMap((pair, index) => {
      const offset = offsetOf(pair.key) ?? offsetOf(node) ?? 0;
      const key = keys[index] ?? null;
      if (key === null) return [{ ...problem(path, 'must have plain text as keys'), offset }];
      if (key === '__proto__') return [{ ...keyProblem([...path, key], 'must not be used as a key'), offset }];
      if (keys.indexOf(key) === index) return [];
      return [{ ...keyProblem([...path, key], 'stands twice in the same mapping', 'remove one of the two'), offset }];
    });
  });
}
