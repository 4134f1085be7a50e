import { AppError, nearest } from '@devopsellence/core';
import { GLOBAL_OPTIONS } from '../globals.js';
import { nameOf } from '../parameter.js';
import { Call, parametersOf, type Tool } from './tool.js';
import { isTruth, type ToolParameter } from './tool-parameter.js';
import { usageOf } from './tool-usage.js';

/** A tool, and what it is to be called with, by name: not looked at yet. */
export interface GivenCall {
  readonly tool: Tool;
  readonly given: ReadonlyMap<string, unknown>;
}

/**
 * A call as it is typed: `TOOL` and then positional arguments in their order, after which `--name value` may follow, or
 * one JSON object alone. A positional `""` stands for an argument that is left out; by name it is an empty value. After
 * `--` every word is positional. Throws `usage` when the form is wrong.
 */
export function readCall(words: readonly string[], tools: readonly Tool[]): GivenCall {
  const [name = '', ...rest] = words;
  const tool = requireTool(name, tools);
  const isJson = rest[0]?.trimStart().startsWith('{') === true;
  return { tool, given: isJson ? readObject(tool, rest) : readWords(tool, rest) };
}

/** The arguments of one object; what is null was not given. */
export function givenIn(object: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(object).filter(([, value]) => value !== null));
}

/** The call with all its values. Throws `usage` when one is missing or unknown, `invalid_argument` when one is wrong. */
export function callOf({ tool, given }: GivenCall): Call {
  for (const name of given.keys()) requireParameter(tool, name);
  const missing = tool.parameters.slice(0, tool.required).filter(({ name }) => !given.has(name));
  if (missing.length > 0) throw misuse(tool, `needs ${missing.map(({ name }) => name).join(', ')}`);
  return new Call(tool, given);
}

/** The tool of that name. Throws `usage` when there is none. */
export function requireTool(name: string, tools: readonly Tool[]): Tool {
  const tool = tools.find((known) => known.name === name.replaceAll('-', '_'));
  if (tool !== undefined) return tool;
  const names = tools.map((known) => known.name);
  const meant = nearest(name, names);
  throw new AppError('usage', {
    message: `there is no tool ${JSON.stringify(name)}`,
    reason: meant === null ? `the tools are ${names.join(', ')}` : `did you mean ${meant}?`,
    nextActions: ['devopsellence call'],
  });
}

function readObject(tool: Tool, [text = '', ...rest]: readonly string[]): ReadonlyMap<string, unknown> {
  if (rest.length > 0) throw misuse(tool, 'takes one JSON object, or other arguments, not both');
  return givenIn(parseJson(tool, text));
}

function parseJson(tool: Tool, text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // What is wrong with it is not said: the parser would quote the text, which may have secrets.
  }
  throw misuse(tool, 'was given something that begins like a JSON object and is none');
}

function readWords(tool: Tool, words: readonly string[]): ReadonlyMap<string, unknown> {
  const given = new Map<string, unknown>();
  let rest = words;
  let position = 0;
  let isPositionalOnly = false;
  let hasFlags = false;
  while (rest.length > 0) {
    const [word = '', ...after] = rest;
    rest = after;
    if (!isPositionalOnly && word === '--') {
      isPositionalOnly = true;
    } else if (!isPositionalOnly && /^--./.test(word)) {
      rest = readFlag({ tool, given }, word, after);
      hasFlags = true;
    } else {
      if (hasFlags && !isPositionalOnly) throw misuse(tool, 'takes no further word after arguments with a name');
      readPositional({ tool, given }, word, position);
      position += 1;
    }
  }
  return given;
}

interface Reading extends GivenCall {
  readonly given: Map<string, unknown>;
}

function readPositional({ tool, given }: Reading, word: string, position: number): void {
  const parameter = tool.parameters[position];
  if (parameter === undefined) throw misuse(tool, `takes at most ${tool.parameters.length} arguments`);
  if (word !== '') give({ tool, given }, parameter, word);
}

/** What is left after the flag and its value. */
function readFlag(reading: Reading, word: string, rest: readonly string[]): readonly string[] {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const parameter = requireParameter(reading.tool, name.replaceAll('-', '_'));
  const [next, ...after] = rest;
  if (value !== undefined) {
    give(reading, parameter, value);
    return rest;
  }
  if (parameter.isSwitch && (next === undefined || (next.startsWith('--') && !isTruth(next)))) {
    give(reading, parameter, true);
    return rest;
  }
  if (next === undefined || /^--./.test(next)) throw misuse(reading.tool, `needs a value after --${name}`);
  give(reading, parameter, next);
  return after;
}

function give({ tool, given }: Reading, { name }: ToolParameter<unknown>, value: unknown): void {
  if (given.has(name)) throw misuse(tool, `was given ${name} twice`);
  given.set(name, value);
}

function requireParameter(tool: Tool, name: string): ToolParameter<unknown> {
  const parameters = parametersOf(tool);
  const parameter = parameters.find((known) => known.name === name);
  if (parameter !== undefined) return parameter;
  const meant = nearest(
    name,
    parameters.map((known) => known.name),
  );
  throw misuse(tool, `has no argument ${JSON.stringify(name)}`, reasonFor(name, meant));
}

function reasonFor(name: string, meant: string | null): string | undefined {
  if (GLOBAL_OPTIONS.some(({ syntax }) => nameOf(syntax) === `--${name}`)) {
    return 'options of the program come before the tool';
  }
  return meant === null ? undefined : `did you mean ${meant}?`;
}

function misuse(tool: Tool, message: string, reason?: string): AppError {
  return new AppError('usage', {
    message: `${tool.name} ${message}`,
    ...(reason === undefined ? {} : { reason }),
    nextActions: [`devopsellence call ${usageOf(tool)}`],
  });
}
