import { checkConfig } from './check-config.js';
import type { Config } from './config.js';
import { configJsonSchema } from './json-schema.js';
import { type ConfigPath, isSamePath } from './path.js';
import type { Problem } from './problem.js';
import { configSchema } from './schema/config.js';
import { shapeProblems } from './shape-problems.js';

export interface CheckedValue {
  /** Null when the value has not the shape of a config; then there are problems. */
  readonly config: Config | null;
  readonly problems: readonly Problem[];
}

/** Checks the shape of a config, and the rules between its parts as soon as there is a shape. */
export function checkValue(value: unknown): CheckedValue {
  const parsed = configSchema().safeParse(value);
  if (parsed.success) return { config: parsed.data, problems: checkConfig(parsed.data) };
  const problems = shapeProblems(parsed.error.issues, value, configJsonSchema());
  const isMisspelt = parsed.error.issues.every((issue) => issue.code === 'unrecognized_keys');
  return { config: null, problems: isMisspelt ? [...problems, ...problemsBeside(problems, value)] : problems };
}

/**
 * What the rules find when the unknown keys are taken away. What they miss in the mapping of such a key is left out:
 * it is likely what was misspelt.
 */
function problemsBeside(unknownKeys: readonly Problem[], value: unknown): readonly Problem[] {
  const keys = unknownKeys.map(({ path }) => path);
  const mappings = keys.map((path) => path.slice(0, -1));
  const parsed = configSchema().safeParse(without(value, keys));
  const found = parsed.success ? checkConfig(parsed.data) : [];
  return found.filter(({ path }) => !mappings.some((mapping) => isSamePath(mapping, path)));
}

/** A copy of the value in which nothing stands at the paths. */
function without(value: unknown, paths: readonly ConfigPath[], at: ConfigPath = []): unknown {
  if (Array.isArray(value)) return value.map((item, index) => without(item, paths, [...at, index]));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !paths.some((path) => isSamePath(path, [...at, key])));
  return Object.fromEntries(entries.map(([key, item]) => [key, without(item, paths, [...at, key])]));
}
