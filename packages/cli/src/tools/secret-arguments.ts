import { AppError, type FailureCode } from '@devopsellence/core';
import type { GivenCall } from './read-call.js';

const REPLACEMENT = '[REDACTED]';
/** Shorter texts are in many words, and guessed in no time: taking them out would tell more than it hides. */
const SHORTEST = 4;
/** The arguments that may hold secrets. */
const SECRET = new Set(['env_vars', 'command']);

/** The failure without anything that the call was given as a variable or as a command. */
export function withoutSecrets(error: AppError, { given }: GivenCall): AppError {
  const secrets = secretsIn(given);
  if (secrets.length === 0) return error;
  const clean = (text: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, REPLACEMENT), text);
  const { code, message, reason, evidence, nextActions, cause } = error;
  return new AppError(code satisfies FailureCode, {
    message: clean(message),
    ...(reason === null ? {} : { reason: clean(reason) }),
    evidence: evidence.map(clean),
    nextActions: nextActions.map(clean),
    // What else caused it is not for those who read it; the id of the call is.
    ...(typeof cause === 'string' ? { cause } : {}),
  });
}

/** The longest first: one may be a part of another. */
function secretsIn(given: ReadonlyMap<string, unknown>): readonly string[] {
  const open = new Set([...given].filter(([name]) => !SECRET.has(name)).map(([, value]) => value));
  const texts = [...given].filter(([name]) => SECRET.has(name)).flatMap(([, value]) => textsIn(value));
  const secrets = texts.flatMap((text) => [text, ...valuesIn(text)]).map((text) => text.trim());
  const kept = secrets.filter((text) => text.length >= SHORTEST && !open.has(text));
  return [...new Set(kept)].sort((a, b) => b.length - a.length);
}

/** All texts in what was given, also where something else is expected. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** `K=V,K2=V2` → `V`, `V2`; a part without a name may be a value, too. */
function valuesIn(text: string): readonly string[] {
  return text.split(/[,\n]/).map((part) => part.slice(part.indexOf('=') + 1));
}
