import {
  AppError,
  NAME_RULES,
  parseCommand,
  parseDuration,
  parseHostname,
  parseStandaloneName,
  parseVariables,
  parseVolume,
  parseVolumes,
  type SecretRef,
  type StandaloneVolume,
  variableName,
} from '@devopsellence/core';
import type { JsonObject } from '../output.js';

/** A part of a JSON Schema (draft 7). */
export type ParameterSchema = JsonObject;

/** One argument of a tool. It reads itself, from a word of a command line as well as from JSON. */
export interface ToolParameter<Value> {
  /** As the tool's callers write it: `env_vars`. */
  readonly name: string;
  readonly summary: string;
  readonly schema: ParameterSchema;
  /** `--net_admin` alone means true. */
  readonly isSwitch: boolean;
  /** Throws `invalid_argument`, which names the argument and never shows more of it than what is no secret. */
  readonly read: (raw: unknown) => Value;
}

interface Kind<Value> {
  readonly schema: ParameterSchema;
  readonly isSwitch?: boolean;
  readonly read: (raw: unknown, name: string) => Value;
}

function parameter<Value>(name: string, summary: string, kind: Kind<Value>): ToolParameter<Value> {
  const { schema, isSwitch = false, read } = kind;
  return { name, summary, schema: { ...schema, description: summary }, isSwitch, read: (raw) => read(raw, name) };
}

/** A command as one text or as its words; empty clears it. `split` makes words of the text. */
export function commandParameter(
  name: string,
  summary: string,
  split: (text: string) => readonly string[] = parseCommand,
): ToolParameter<readonly string[]> {
  return parameter(name, summary, {
    schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    read: (raw) => (Array.isArray(raw) ? raw.map((word) => textOf(word, name)) : split(textOf(raw, name))),
  });
}

/** Milliseconds. */
export function durationParameter(name: string, summary: string): ToolParameter<number> {
  return parameter(name, summary, {
    schema: { type: 'string' },
    read: (raw) => {
      const ms = parseDuration(textOf(raw, name));
      if (ms !== null && ms > 0) return ms;
      throw wrong(name, 'must be a duration, for example 30s, 10m or 1h30m', raw);
    },
  });
}

/** A text that says something. */
export function wordParameter(name: string, summary: string): ToolParameter<string> {
  return parameter(name, summary, {
    schema: { type: 'string', minLength: 1 },
    read: (raw) => {
      const word = textOf(raw, name).trim();
      if (word === '') throw wrong(name, 'must not be empty');
      return word;
    },
  });
}

/** The name of a standalone service. */
export function nameParameter(name: string, summary: string): ToolParameter<string> {
  return parameter(name, summary, {
    schema: { type: 'string', minLength: 1, maxLength: 63 },
    read: (raw) => parseStandaloneName(textOf(raw, name)),
  });
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

export function integerParameter(name: string, summary: string, { from, to }: Range): ToolParameter<number> {
  return parameter(name, summary, {
    schema: { type: 'integer', minimum: from, maximum: to },
    read: (raw) => {
      const isWritten = typeof raw === 'string' && /^\d{1,15}$/.test(raw.trim());
      const value = isWritten ? Number(raw) : raw;
      if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to) return value;
      throw wrong(name, `must be a whole number from ${from} to ${to}`, raw);
    },
  });
}

const TRUTHS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

export function switchParameter(name: string, summary: string): ToolParameter<boolean> {
  return parameter(name, summary, {
    schema: { type: 'boolean' },
    isSwitch: true,
    read: (raw) => {
      const value = typeof raw === 'boolean' ? raw : truthOf(raw);
      if (value !== null) return value;
      throw wrong(name, 'must be true, false, yes, no, 1 or 0', raw);
    },
  });
}

/** Whether the word is one that a switch takes. */
export function isTruth(word: string): boolean {
  return truthOf(word) !== null;
}

function truthOf(raw: unknown): boolean | null {
  const word = typeof raw === 'string' || typeof raw === 'number' ? String(raw).trim().toLowerCase() : '';
  return Object.hasOwn(TRUTHS, word) ? (TRUTHS[word] ?? null) : null;
}

/** Null clears it. */
export function hostnameParameter(name: string, summary: string): ToolParameter<string | null> {
  return parameter(name, summary, {
    schema: { type: 'string' },
    read: (raw) => {
      const text = textOf(raw, name);
      return text === '' ? null : parseHostname(text);
    },
  });
}

/** Variables as one text, or as a mapping. */
export function variablesParameter(name: string, summary: string): ToolParameter<Readonly<Record<string, string>>> {
  return parameter(name, summary, {
    schema: { anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: { type: 'string' } }] },
    read: (raw) => (isMapping(raw) ? variablesOf(raw, name) : parseVariables(textOf(raw, name))),
  });
}

/** A mapping is taken word for word: nothing in its values separates anything. */
function variablesOf(mapping: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, string>> {
  const entries = Object.entries(mapping).map(([key, value]) => {
    if (typeof value !== 'string') throw wrong(name, `has a value that is no text, for ${key}`);
    return [variableName(key, name), value] as const;
  });
  return Object.fromEntries(entries);
}

/** Variables that get the values of secrets, as one text or as a mapping from variable to secret. */
export function secretsParameter(name: string, summary: string): ToolParameter<readonly SecretRef[]> {
  return parameter(name, summary, {
    schema: { anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: { type: 'string' } }] },
    read: (raw) => {
      const pairs = isMapping(raw) ? Object.entries(raw) : textOf(raw, name).split(/[,\n]/).flatMap(pairOf);
      return pairs.map(([variable, secret]) => {
        // What is wrong is not shown: it may be the secret itself.
        if (typeof secret === 'string' && NAME_RULES.secret.pattern.test(secret)) {
          return { name: variableName(variable, name), secret };
        }
        throw wrong(name, 'must be VARIABLE=SECRET with the name of a secret, and commas between');
      });
    },
  });
}

function pairOf(text: string): readonly (readonly [variable: string, secret: string])[] {
  const [variable = '', ...secret] = text.trim().split('=');
  return text.trim() === '' ? [] : [[variable, secret.join('=')]];
}

/** Volumes as one text, as a list of texts, or as a list of what `get_service_info` shows. */
export function volumesParameter(name: string, summary: string): ToolParameter<readonly StandaloneVolume[]> {
  const mount = {
    type: 'object',
    properties: {
      volume: { type: 'string' },
      mount_path: { type: 'string' },
      mode: { type: 'string', enum: ['ro', 'rw'] },
    },
    required: ['volume', 'mount_path'],
    additionalProperties: false,
  };
  return parameter(name, summary, {
    schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { anyOf: [{ type: 'string' }, mount] } }] },
    read: (raw) => (Array.isArray(raw) ? volumesOf(raw, name) : parseVolumes(textOf(raw, name))),
  });
}

function volumesOf(items: readonly unknown[], name: string): readonly StandaloneVolume[] {
  const texts = items.map((item) => (isMapping(item) ? mountText(item, name) : textOf(item, name)));
  for (const text of texts) parseVolume(text);
  return parseVolumes(texts.join('\n'));
}

function mountText(
  { volume, mount_path: path, mode = 'rw', ...rest }: Readonly<Record<string, unknown>>,
  name: string,
) {
  const [unknownKey] = Object.keys(rest);
  if (unknownKey !== undefined) throw wrong(name, `has a volume with an unknown key ${JSON.stringify(unknownKey)}`);
  return [volume, path, mode].map((part) => textOf(part, name)).join(':');
}

/** One of a few words. */
export function choiceParameter<Word extends string>(
  name: string,
  summary: string,
  words: readonly Word[],
): ToolParameter<Word> {
  return parameter(name, summary, {
    schema: { type: 'string', enum: words },
    read: (raw) => {
      const word = words.find((known) => known === textOf(raw, name));
      if (word !== undefined) return word;
      throw wrong(name, `must be ${words.join(' or ')}`, raw);
    },
  });
}

/** Some of a few words, as a list or as one text with commas. */
export function wordsParameter<Word extends string>(
  name: string,
  summary: string,
  words: readonly Word[],
): ToolParameter<readonly Word[]> {
  return parameter(name, summary, {
    schema: { type: 'array', items: { type: 'string', enum: words } },
    read: (raw) => {
      const given: readonly unknown[] = Array.isArray(raw)
        ? raw
        : textOf(raw, name)
            .split(',')
            .filter((word) => word !== '');
      return given.map((item) => {
        const word = words.find((known) => known === textOf(item, name).trim().toUpperCase());
        if (word !== undefined) return word;
        throw wrong(name, `may have ${words.join(', ')} and nothing else`, item);
      });
    },
  });
}

function textOf(raw: unknown, name: string): string {
  if (typeof raw === 'string') return raw;
  throw wrong(name, 'must be a text', raw);
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(name: string, message: string, given?: unknown): AppError {
  const shown = given === undefined ? '' : `, not ${shortened(given)}`;
  return new AppError('invalid_argument', { message: `${name} ${message}${shown}` });
}

function shortened(given: unknown): string {
  const text = JSON.stringify(given) ?? typeof given;
  // A variable in the place of another argument would show its value.
  return text.length > 14 || text.includes('=') ? `a text of ${text.length} characters` : text;
}
