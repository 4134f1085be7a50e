import type { JsonObject } from '../output.js';
import { inputSchemaOf } from '../tools/input-schema.js';
import { parametersOf, type Tool } from '../tools/tool.js';
import { usageOf } from '../tools/tool-usage.js';

/** Every tool with what it takes. */
export function toolListLines(tools: readonly Tool[]): readonly string[] {
  return [
    'Tools, each with its <required> and [optional] arguments:',
    '',
    ...tools.flatMap((tool) => [`  ${usageOf(tool)}`, `      ${tool.summary}`]),
    '',
    'Arguments come in this order ("" leaves one out), by name (--env_vars "A=1,B=2"), or as one JSON object.',
    'Every tool takes --organization, --project and --environment, too; `call TOOL --help` tells of all.',
  ];
}

/** One tool with all its arguments. */
export function toolHelp(tool: Tool): readonly string[] {
  const parameters = parametersOf(tool);
  const width = Math.max(...parameters.map(({ name }) => name.length));
  return [
    `Usage: devopsellence call ${usageOf(tool)}`,
    '',
    tool.summary,
    '',
    'Arguments:',
    ...parameters.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
  ];
}

export function toolListFields(tools: readonly Tool[]): JsonObject {
  return {
    tools: tools.map((tool) => ({
      name: tool.name,
      summary: tool.summary,
      usage: usageOf(tool),
      read_only: tool.isReadOnly,
      destructive: tool.isDestructive,
      input_schema: inputSchemaOf(tool),
    })),
  };
}
