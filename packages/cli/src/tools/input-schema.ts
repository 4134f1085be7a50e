import type { JsonObject } from '../output.js';
import { parametersOf, type Tool } from './tool.js';

/** What a tool takes as one JSON object, as a JSON Schema. */
export function inputSchemaOf(tool: Tool): InputSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(parametersOf(tool).map(({ name, schema }) => [name, schema])),
    required: tool.parameters.slice(0, tool.required).map(({ name }) => name),
    additionalProperties: false,
  };
}

export interface InputSchema extends JsonObject {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonObject>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}
