import { argumentProblem } from './argument-problem.js';

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const MAX_LENGTH = 253;

/**
 * The host name in small letters. Labels of letters, digits and "-" alone, so that it can be written into a rule of any
 * proxy and mean nothing but itself; no wildcard, no address, no scheme, port or path.
 */
export function parseHostname(text: string): string {
  const name = text.toLowerCase();
  const labels = name.split('.');
  const isAddress = labels.every((label) => /^\d+$/.test(label));
  if (name.length <= MAX_LENGTH && !isAddress && labels.every((label) => LABEL.test(label))) return name;
  // A variable in the place of the name would show its value.
  const shown = text.includes('=') || text.length > MAX_LENGTH ? '' : `, not ${JSON.stringify(text)}`;
  throw argumentProblem('hostname', `must be a host name${shown}`, hintFor(text));
}

function hintFor(text: string): string {
  if (text.includes('=')) return 'variables come after it: leave it empty when there is none';
  if (/[/:@]/.test(text)) return 'write the name alone, without scheme, port and path';
  if (text.includes('*')) return 'wildcards are not supported';
  return 'for example search.example.com';
}
