import { AppError } from '../failure.js';
import type { EnvironmentSpec } from '../model/spec.js';
import { canonicalJson } from './canonical-json.js';
import { MAX_SPEC_LENGTH } from './limits.js';
import { formatPath } from './path.js';
import type { Problem } from './problem.js';
import { checkSpec } from './rules/check-spec.js';
import { shapeProblems } from './shape-problems.js';
import { specSchema } from './spec-schema.js';

/** Problems beyond these are not worth their place in an answer. */
const MAX_PROBLEMS = 50;

/** The spec as text: equal specs, equal text. */
export function encodeSpec(spec: EnvironmentSpec): string {
  return canonicalJson(spec);
}

/**
 * The spec that the text holds. Trusts nothing: shape, names, sizes and every rule that a config must keep are
 * checked again. Throws `invalid_config` with all problems as evidence.
 */
export function decodeSpec(json: string): EnvironmentSpec {
  if (json.length > MAX_SPEC_LENGTH) throw refused([], 'The spec is too large');
  const value = readJson(json);
  const parsed = specSchema().safeParse(value);
  if (!parsed.success) throw refused(shapeProblems(parsed.error.issues, value, null));
  const problems = checkSpec(parsed.data);
  if (problems.length > 0) throw refused(problems);
  return parsed.data;
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json, refuseReservedKeys);
  } catch (cause) {
    throw cause instanceof AppError ? cause : refused([], 'The spec is not valid JSON', cause);
  }
}

/** `__proto__` would vanish unseen in the checks that follow. */
function refuseReservedKeys(key: string, value: unknown): unknown {
  if (key === '__proto__') throw refused([], 'The spec uses the key __proto__');
  return value;
}

function refused(problems: readonly Problem[], message = 'The spec is not valid', cause?: unknown): AppError {
  return new AppError('invalid_config', { message, evidence: problems.slice(0, MAX_PROBLEMS).map(sentence), cause });
}

function sentence({ path, message, hint }: Problem): string {
  const subject = path.length === 0 ? 'the spec' : formatPath(path);
  return `${subject}: ${message}${hint === null ? '' : ` (hint: ${hint})`}`;
}
