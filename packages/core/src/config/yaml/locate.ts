import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ConfigPath } from '../path.js';
import type { Problem } from '../problem.js';
import { offsetOf } from './offset.js';
import type { YamlDocument } from './source.js';
import { keyOf } from './walk.js';

/** A problem and where it stands in the text, as the number of letters before it. */
export interface PlacedProblem extends Problem {
  readonly offset: number;
}

interface Step {
  readonly node: unknown;
  readonly offset: number;
  readonly segment: string | number;
}

/**
 * Finds the place of a problem: what its path names, or the innermost part of it that exists. An item of a list may
 * be named by its text instead of its index; the path of the answer has the index.
 */
export function locate(document: YamlDocument, problem: Problem): PlacedProblem {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  const path: (string | number)[] = [];
  for (const [index, segment] of problem.path.entries()) {
    const wantsKey = problem.target === 'key' && index === problem.path.length - 1;
    const step = stepInto(isAlias(node) ? node.resolve(document) : node, segment, wantsKey);
    if (step === null) break;
    ({ node, offset } = step);
    path.push(step.segment);
  }
  return { ...problem, path: [...path, ...problem.path.slice(path.length)], offset };
}

function stepInto(node: Node | unknown, segment: ConfigPath[number], wantsKey: boolean): Step | null {
  if (isMap(node)) return stepIntoMap(node, String(segment), wantsKey);
  if (isSeq(node)) return stepIntoList(node, segment);
  return null;
}

function stepIntoMap(map: YAMLMap, segment: string, wantsKey: boolean): Step | null {
  // Of doubled keys the last one counts.
  const pair = map.items.findLast((candidate) => keyOf(candidate) === segment);
  if (pair === undefined) return null;
  const keyOffset = offsetOf(pair.key) ?? 0;
  const isEmpty = isScalar(pair.value) && pair.value.source === '';
  return { node: pair.value, offset: wantsKey || isEmpty ? keyOffset : (offsetOf(pair.value) ?? keyOffset), segment };
}

function stepIntoList(list: YAMLSeq, segment: string | number): Step | null {
  const isMeant = (item: unknown) => isScalar(item) && item.value === segment;
  const index = typeof segment === 'number' ? segment : list.items.findIndex(isMeant);
  const node = list.items[index];
  const offset = offsetOf(node);
  return offset === null ? null : { node, offset, segment: index };
}
