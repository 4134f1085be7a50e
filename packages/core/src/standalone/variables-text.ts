import { MAX_VARIABLES } from '../config/limits.js';
import { NAME_RULES } from '../config/names.js';
import { argumentProblem } from './argument-problem.js';

const ARGUMENT = 'env_vars';
const HINT = 'give each variable by itself, as --env NAME=VALUE, or as a mapping in the JSON form';

/** How a piece between two separators begins, when it begins a variable. */
const ASSIGNMENT = /^\s*([^=,\s]*)\s*=/;

/**
 * The variables of one text, `K=V,K2=V2` or a line each. A comma ends a value only when a name and `=` follow it, so
 * values may have commas, and names dots. What could be read in two ways is refused, never guessed at, and nothing is
 * dropped: a piece without `=` belongs to the value before it, and is an error where there is none.
 */
export function parseVariables(text: string): Readonly<Record<string, string>> {
  const variables = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    for (const [name, value] of variablesOf(line)) {
      if (variables.has(name)) throw argumentProblem(ARGUMENT, `sets ${name} twice`, HINT);
      variables.set(name, value);
    }
  }
  if (variables.size > MAX_VARIABLES) throw argumentProblem(ARGUMENT, `has more than ${MAX_VARIABLES} variables`);
  return Object.fromEntries(variables);
}

/** One variable as `--env` takes it: all that follows the first `=` is its value. */
export function parseVariable(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  if (at < 0) throw argumentProblem('env', `needs NAME=VALUE, and ${quoted(text)} has no "="`);
  return [variableName(text.slice(0, at).trim(), 'env'), text.slice(at + 1)];
}

function variablesOf(line: string): readonly (readonly [string, string])[] {
  const variables: (readonly [string, string])[] = [];
  for (const piece of line.split(',')) {
    const name = ASSIGNMENT.exec(piece)?.[1];
    const before = variables.at(-1);
    if (name === undefined) {
      if (before === undefined) throw argumentProblem(ARGUMENT, `has a part without "=": ${quoted(piece)}`, HINT);
      variables[variables.length - 1] = continued(before, piece);
    } else {
      if (before !== undefined) refuseTwoReadings(before, name);
      variables.push([variableName(name, ARGUMENT), piece.slice(piece.indexOf('=') + 1).trimEnd()]);
    }
  }
  return variables;
}

function continued([name, value]: readonly [string, string], piece: string): readonly [string, string] {
  if (piece.includes('=')) throw twoReadings(name);
  if (piece.trim() === '') {
    throw argumentProblem(ARGUMENT, `has a comma that nothing follows, after ${name}`, HINT);
  }
  return [name, `${value},${piece.trimEnd()}`];
}

/** After `URL=http://x?a=1`, `b=2` may be a variable as well as more of the address. Padding of base64 is no sign of that. */
function refuseTwoReadings([name, value]: readonly [string, string], next: string): void {
  const isVariable = NAME_RULES.variable.pattern.test(next);
  if (!isVariable || value.replace(/=+$/, '').includes('=')) throw twoReadings(name);
}

function twoReadings(name: string) {
  return argumentProblem(ARGUMENT, `can be read in two ways after the value of ${name}`, HINT);
}

/** The name, when it may name a variable; else throws, naming the argument. */
export function variableName(name: string, argument: string): string {
  if (NAME_RULES.variable.pattern.test(name)) return name;
  throw argumentProblem(argument, `has a wrong name ${quoted(name)}: it ${NAME_RULES.variable.message}`);
}

/** Only as far as it cannot be a secret: a part with no name is likely a value. */
function quoted(text: string): string {
  const shown = text.trim();
  return shown.length > 12
    ? `${JSON.stringify(shown.slice(0, 4))}… (${shown.length} characters)`
    : JSON.stringify(shown);
}
