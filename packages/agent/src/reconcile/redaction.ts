import type { SecretValues } from '@devopsellence/core';

/** Shorter values are ordinary words: taking them out would hide more than it protects. */
const MIN_LENGTH = 4;
const REPLACEMENT = '[REDACTED]';

/**
 * Takes the values of secrets out of what leaves the node or is written down in clear: the last words of a container, the
 * answer to a check, an engine's complaint. A crashing app likes to print what it was given. Logs that somebody asks for
 * are shown as they are.
 */
export class Redaction {
  #known: readonly string[] = [];
  #values: readonly string[] = [];

  /** From now on these values are taken out, and those of the time before: their containers may still run. */
  follow(secretValues: SecretValues): void {
    const values = [...secretValues.values()].flatMap(piecesOf);
    this.#values = longestFirst([...this.#known, ...values]);
    this.#known = values;
  }

  redact(text: string): string {
    return this.#values.reduce((rest, value) => rest.replaceAll(value, REPLACEMENT), text);
  }
}

/** A value of several lines is printed line by line. */
function piecesOf(value: string): readonly string[] {
  return [value, ...value.split(/\r?\n/)].filter((piece) => piece.length >= MIN_LENGTH);
}

/** A value that holds another one is taken out whole. */
function longestFirst(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted((a, b) => b.length - a.length);
}
