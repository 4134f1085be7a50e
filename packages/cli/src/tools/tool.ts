import { AppError } from '@devopsellence/core';
import type { ToolParameter } from './tool-parameter.js';

/** One tool, as `call` and an AI assistant know it. */
export interface Tool {
  readonly name: string;
  readonly summary: string;
  /** In the order of positional arguments; those that are required come first. */
  readonly parameters: readonly ToolParameter<unknown>[];
  /** How many of them must be given. */
  readonly required: number;
  /** Arguments that have no place in the order: they are given by name, or not at all. */
  readonly named: readonly ToolParameter<unknown>[];
  readonly isReadOnly: boolean;
  /** Whether something is lost by it that does not come back by itself. */
  readonly isDestructive: boolean;
  /** Whether the same call once more changes nothing more. */
  readonly isIdempotent: boolean;
}

/** All arguments of a tool. */
export function parametersOf({ parameters, named }: Tool): readonly ToolParameter<unknown>[] {
  return [...parameters, ...named];
}

/** The values a tool was called with; what was not given is not there. */
export class Call {
  readonly tool: Tool;
  readonly #values: ReadonlyMap<string, unknown>;

  /** Reads every value. Throws when one cannot be read, or one that is required is missing. */
  constructor(tool: Tool, values: ReadonlyMap<string, unknown>) {
    this.tool = tool;
    this.#values = values;
    for (const parameter of parametersOf(tool)) this.get(parameter);
  }

  /** The value of an argument that has to be there. */
  need<Value>(parameter: ToolParameter<Value>): Value {
    const value = this.get(parameter);
    if (value !== undefined) return value;
    throw new AppError('usage', { message: `${this.tool.name} needs ${parameter.name}` });
  }

  get<Value>(parameter: ToolParameter<Value>): Value | undefined {
    return this.#values.has(parameter.name) ? parameter.read(this.#values.get(parameter.name)) : undefined;
  }
}
