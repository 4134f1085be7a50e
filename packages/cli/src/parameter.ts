import { AppError, nearest, parseDuration } from '@devopsellence/core';
import { usage } from './usage.js';

/** What commander hands over for one option or argument. */
export type RawValue = string | boolean | readonly string[] | undefined;

/** An option or an argument that knows how to read itself: `input.get(labels)` has the type of what `labels` reads. */
interface Parameter<Value> {
  /** As help shows it: `--labels <a,b>`, `<NAME>`, `[SERVICE]`, `<CMD...>`. */
  readonly syntax: string;
  readonly summary: string;
  readonly key: string;
  /** All that it can be, where that is known; shells propose it. */
  readonly choices?: readonly string[];
  /** Throws a usage failure that names the parameter. */
  readonly read: (raw: RawValue) => Value;
}

export interface Option<Value> extends Parameter<Value> {
  readonly kind: 'option';
  /** Every time that it is given counts, not only the last. */
  readonly isRepeatable?: boolean;
}

export interface Argument<Value> extends Parameter<Value> {
  readonly kind: 'argument';
}

/** The values a command was called with. */
export class Input {
  readonly #values: ReadonlyMap<string, RawValue>;

  constructor(values: ReadonlyMap<string, RawValue>) {
    this.#values = values;
  }

  get<Value>(parameter: Option<Value> | Argument<Value>): Value {
    return parameter.read(this.#values.get(parameter.key));
  }
}

export function flag(syntax: string, summary: string): Option<boolean> {
  return option(syntax, summary, (raw) => raw === true);
}

export function text(syntax: string, summary: string): Option<string | null> {
  return option(syntax, summary, (raw) => optionalText(syntax, raw));
}

/** A text that may be empty, which says something else than nothing; null when absent. */
export function clearable(syntax: string, summary: string): Option<string | null> {
  return option(syntax, summary, (raw) => (typeof raw === 'string' ? raw : null));
}

/** All texts that it was given, which may be empty; null when absent. */
export function repeated(syntax: string, summary: string): Option<readonly string[] | null> {
  const read = (raw: RawValue) => (typeof raw === 'object' && raw.length > 0 ? raw : null);
  return { ...option(syntax, summary, read), isRepeatable: true };
}

/** The last text that it was given; null when absent. */
export function lastOf(syntax: string, summary: string): Option<string | null> {
  const read = (raw: RawValue) => optionalText(syntax, typeof raw === 'object' ? raw.at(-1) : raw);
  return { ...option(syntax, summary, read), isRepeatable: true };
}

/** Yes or no; alone it means yes. Null when absent. */
export function truth(name: string, summary: string): Option<boolean | null> {
  return option(`${name} [true|false]`, summary, (raw) => {
    if (raw === undefined) return null;
    if (raw === true || raw === 'true') return true;
    if (raw === 'false') return false;
    throw usage(`${name} must be true or false, not ${JSON.stringify(raw)}`);
  });
}

/** One of a few words, which the help lists; null when absent. */
export function choice<Choice extends string>(
  syntax: string,
  summary: string,
  choices: readonly Choice[],
): Option<Choice | null> {
  const read = (raw: RawValue) => {
    const given = optionalText(syntax, raw);
    const chosen = choices.find((known) => known === given);
    if (chosen !== undefined || given === null) return chosen ?? null;
    throw notAmong(nameOf(syntax), given, choices);
  };
  return { ...option(syntax, `${summary}: ${choices.join(', ')}`, read), choices };
}

function notAmong(name: string, given: string, choices: readonly string[]): AppError {
  const meant = nearest(given, choices);
  const reason = meant === null ? `it is one of ${choices.join(', ')}` : `did you mean ${meant}?`;
  return usage(`${name} cannot be ${JSON.stringify(given)}`, reason);
}

/** Values separated by commas; blanks around them and repetitions are dropped. Null when absent. */
export function list(syntax: string, summary: string): Option<readonly string[] | null> {
  return option(syntax, summary, (raw) => {
    const given = optionalText(syntax, raw);
    if (given === null) return null;
    const items = given.split(',').map((item) => item.trim());
    const kept = [...new Set(items.filter((item) => item !== ''))];
    if (kept.length === 0) throw usage(`${nameOf(syntax)} needs at least one value, for example ${nameOf(syntax)} web`);
    return kept;
  });
}

const DAY_MS = 86_400_000;

/** What a command is asked for may be longer than anything a config waits for: `90d`. */
function daysMs(text: string): number | null {
  const days = /^(\d{1,6})d$/.exec(text)?.[1];
  return days === undefined ? null : Number(days) * DAY_MS;
}

/** Milliseconds; null when absent. */
export function duration(syntax: string, summary: string): Option<number | null> {
  return option(syntax, summary, (raw) => {
    const given = optionalText(syntax, raw);
    if (given === null) return null;
    const ms = daysMs(given) ?? parseDuration(given);
    if (ms !== null && ms > 0) return ms;
    throw usage(
      `${nameOf(syntax)} must be a duration, not ${JSON.stringify(given)}`,
      'for example 30s, 10m, 1h30m or 90d',
    );
  });
}

export interface CountLimits {
  readonly absent: number;
  readonly atMost: number;
}

/** A whole number from 1 up. */
export function count(syntax: string, summary: string, limits: CountLimits): Option<number> {
  return option(syntax, summary, (raw) => {
    const given = optionalText(syntax, raw);
    if (given === null) return limits.absent;
    const value = /^\d{1,9}$/.test(given) ? Number(given) : 0;
    if (value >= 1 && value <= limits.atMost) return value;
    throw usage(`${nameOf(syntax)} must be a number from 1 to ${limits.atMost}, not ${JSON.stringify(given)}`);
  });
}

export function argument(name: string, summary: string, choices?: readonly string[]): Argument<string> {
  return {
    kind: 'argument',
    ...(choices === undefined ? {} : { choices }),
    syntax: `<${name}>`,
    summary,
    key: `<${name}>`,
    read: (raw) => {
      if (typeof raw === 'string' && raw.trim() !== '') return raw;
      throw usage(`${name} must not be empty`);
    },
  };
}

export function optionalArgument(name: string, summary: string, choices?: readonly string[]): Argument<string | null> {
  return {
    kind: 'argument',
    ...(choices === undefined ? {} : { choices }),
    syntax: `[${name}]`,
    summary,
    key: `[${name}]`,
    read: (raw) => (typeof raw === 'string' ? raw : null),
  };
}

/** All further words, at least one. */
export function restArguments(name: string, summary: string): Argument<readonly string[]> {
  return {
    kind: 'argument',
    syntax: `<${name}...>`,
    summary,
    key: `<${name}...>`,
    read: (raw) => {
      if (typeof raw === 'object' && raw.length > 0) return raw;
      throw new AppError('usage', { message: `${name} is missing` });
    },
  };
}

/** All further words. */
export function optionalWords(name: string, summary: string): Argument<readonly string[]> {
  return {
    kind: 'argument',
    syntax: `[${name}...]`,
    summary,
    key: `[${name}...]`,
    read: (raw) => (typeof raw === 'object' ? raw : []),
  };
}

function option<Value>(syntax: string, summary: string, read: (raw: RawValue) => Value): Option<Value> {
  return { kind: 'option', syntax, summary, key: keyOf(syntax), read };
}

function optionalText(syntax: string, raw: RawValue): string | null {
  if (typeof raw !== 'string') return null;
  if (raw === '') throw usage(`${nameOf(syntax)} must not be empty`);
  return raw;
}

/** `-f, --token-file <FILE>` → `--token-file` */
export function nameOf(syntax: string): string {
  return /--[a-z-]+/.exec(syntax)?.[0] ?? syntax;
}

/** The key under which commander keeps the option: `--token-file` → `tokenFile`. */
function keyOf(syntax: string): string {
  return nameOf(syntax)
    .slice(2)
    .replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
