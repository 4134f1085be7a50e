import type { z } from 'zod';
import { FOREIGN_KEYS } from './foreign-keys.js';
import { childOf, keysOf, type SchemaNode } from './json-schema.js';
import { nearest } from './nearest.js';
import type { ConfigPath } from './path.js';
import { keyProblem, type Problem, problem } from './problem.js';
import { own } from './record.js';
import { typeProblem } from './type-problem.js';

type ZodIssue = z.core.$ZodIssue;

/**
 * What zod found wrong with the shape of a value, in the words of this product. Hints at keys and notations come from
 * the JSON Schema, if there is one.
 */
export function shapeProblems(issues: readonly ZodIssue[], value: unknown, schema: SchemaNode | null): Problem[] {
  return issues.flatMap((issue) => translate(issue, value, schema));
}

function translate(issue: ZodIssue, value: unknown, schema: SchemaNode | null): Problem[] {
  const path = issue.path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key, schema));
    case 'invalid_key':
      return issue.issues.map((inner) => keyProblem(path, inner.message, hintOf(inner)));
    case 'invalid_union':
      return unionProblems(path, issue, value, schema);
    case 'invalid_type':
      return [typeProblem(path, issue.expected, valueAt(value, path), nodeAt(schema, path)?.examples)];
    case 'invalid_value':
      return [choiceProblem(path, issue, valueAt(value, path))];
    case 'too_small':
      return [problem(path, smallest(issue))];
    case 'too_big':
      return [problem(path, `must be ${amount(issue.origin, 'at most', issue.maximum)}`)];
    case 'invalid_format':
      return [problem(path, `must be ${issue.format === 'url' ? 'an https address' : `a valid ${issue.format}`}`)];
    case 'custom':
    case 'invalid_element':
    case 'not_multiple_of':
      return [problem(path, issue.message, hintOf(issue))];
  }
}

function unknownKey(path: ConfigPath, key: string, schema: SchemaNode | null): Problem {
  const node = nodeAt(schema, path);
  const hint = node === null ? null : keyHint(key, keysOf(node));
  return keyProblem([...path, key], 'is not a known key', hint);
}

function keyHint(key: string, keys: readonly string[]): string {
  const elsewhere = own(FOREIGN_KEYS, key);
  if (elsewhere !== undefined) return elsewhere;
  const meant = nearest(key, keys);
  return meant === null ? `the keys here are ${keys.join(', ')}` : `did you mean ${meant}?`;
}

function nodeAt(schema: SchemaNode | null, path: ConfigPath): SchemaNode | null {
  return path.reduce((parent, segment) => (parent === null ? null : childOf(parent, segment)), schema);
}

/** The problems of the form that the user most likely meant: the one whose type is right. */
function unionProblems(
  path: ConfigPath,
  issue: z.core.$ZodIssueInvalidUnion,
  value: unknown,
  schema: SchemaNode | null,
): Problem[] {
  const meant = issue.errors.find(
    (errors) => !errors.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  const errors = meant ?? issue.errors[0] ?? [];
  if (errors.length === 0) return [problem(path, 'has no known form')];
  return errors.flatMap((error) => translate({ ...error, path: [...issue.path, ...error.path] }, value, schema));
}

function choiceProblem(path: ConfigPath, issue: z.core.$ZodIssueInvalidValue, value: unknown): Problem {
  if (path.length === 1 && path[0] === 'schema_version') return problem(path, issue.message);
  const choices = issue.values.map(String);
  const meant = typeof value === 'string' ? nearest(value, choices) : null;
  return problem(path, `must be ${choices.join(' or ')}`, meant === null ? null : `did you mean ${meant}?`);
}

function smallest(issue: z.core.$ZodIssueTooSmall): string {
  const isOne = Number(issue.minimum) === 1 && issue.origin !== 'number' && issue.origin !== 'int';
  return isOne ? 'must not be empty' : `must be ${amount(issue.origin, 'at least', issue.minimum)}`;
}

function amount(origin: string, bound: string, limit: number | bigint): string {
  if (origin === 'string') return `${bound} ${limit} letters long`;
  return origin === 'array' ? `a list of ${bound} ${limit}` : `${bound} ${limit}`;
}

function hintOf(issue: ZodIssue | z.core.$ZodRawIssue): string | null {
  const params: unknown = issue.code === 'custom' ? issue.params : undefined;
  const hint = typeof params === 'object' && params !== null && 'hint' in params ? params.hint : null;
  return typeof hint === 'string' ? hint : null;
}

function valueAt(value: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>((parent, segment) => {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, segment)) return undefined;
    return new Map<string, unknown>(Object.entries(parent)).get(String(segment));
  }, value);
}
