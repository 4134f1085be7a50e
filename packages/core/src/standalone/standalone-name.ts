import { argumentProblem } from './argument-problem.js';

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;

/** Whether a standalone service may have this name; every name of a service of a release is one. */
export function isStandaloneName(text: string): boolean {
  return NAME.test(text);
}

/** The name of a standalone service: others on its network reach it under it, and its container is named after it. */
export function parseStandaloneName(text: string): string {
  if (isStandaloneName(text)) return text;
  const suggestion = text
    .trim()
    .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
    .replaceAll(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 63);
  const rule = 'must be 1 to 63 letters, digits, "_", "." and "-", and begin with a letter or digit';
  throw argumentProblem('name', rule, suggestion === '' ? undefined : `try ${suggestion}`);
}
