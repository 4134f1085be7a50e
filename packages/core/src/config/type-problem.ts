import type { ConfigPath } from './path.js';
import { type Problem, problem } from './problem.js';

const WANTED: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'a mapping'],
  ['record', 'a mapping'],
]);

/** The problem of a value of the wrong type; `undefined` stands for no value at all. */
export function typeProblem(
  path: ConfigPath,
  expected: string,
  value: unknown,
  examples: readonly unknown[] = [],
): Problem {
  if (value === undefined) return problem(path, 'is required');
  const wanted = WANTED.get(expected) ?? expected;
  const hint = examples.length > 0 ? `for example ${examples.join(', ')}` : hintFor(expected, value);
  return problem(path, `must be ${wanted}, not ${nameOf(value)}`, hint);
}

function nameOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return 'text';
  return `the ${typeof value} ${String(value)}`;
}

function hintFor(expected: string, value: unknown): string | null {
  const isMapping = expected === 'object' || expected === 'record';
  if (value === null)
    return isMapping
      ? 'write {} for a mapping without entries, or remove the key'
      : 'give it a value, or remove the key';
  if (expected === 'string' && typeof value !== 'object') return `put it in quotes: "${String(value)}"`;
  if (expected === 'array' && typeof value === 'string')
    return `write a list: ${JSON.stringify(value.trim().split(/\s+/))}`;
  if (typeof value === 'string' && (expected === 'number' || expected === 'int' || expected === 'boolean')) {
    return 'write it without quotes and units';
  }
  return null;
}
