import { isAlias } from 'yaml';
import { type Problem, problem } from '../problem.js';
import type { PlacedProblem } from './locate.js';
import { offsetOf } from './offset.js';
import type { YamlDocument } from './source.js';
import { walk } from './walk.js';

const MAX_ALIASES = 100;

/** Aliases of nothing, aliases inside of what they stand for, and more aliases than a person would write. */
export function aliasProblems(document: YamlDocument): PlacedProblem[] {
  const aliases = walk(document.contents).flatMap(({ node, path, ancestors }) =>
    isAlias(node) ? [{ node, path, ancestors, offset: offsetOf(node) ?? 0 }] : [],
  );
  const first = aliases[0];
  if (first !== undefined && aliases.length > MAX_ALIASES) return [{ ...tooManyAliases(), offset: first.offset }];
  return aliases.flatMap(({ node, path, ancestors, offset }) => {
    const meant = node.resolve(document);
    if (meant === undefined)
      return [{ ...problem(path, `is an alias of nothing: there is no &${node.source} before`), offset }];
    return ancestors.includes(meant) ? [{ ...problem(path, `contains itself through *${node.source}`), offset }] : [];
  });
}

export function tooManyAliases(): Problem {
  return problem([], 'repeats aliases too often', 'write the values out');
}
