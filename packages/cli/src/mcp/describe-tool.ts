import type { Tool as DescribedTool } from '@modelcontextprotocol/sdk/types.js';
import { inputSchemaOf } from '../tools/input-schema.js';
import type { Tool } from '../tools/tool.js';

/** A tool as assistants are told of it. */
export function describeTool(tool: Tool): DescribedTool {
  const { properties, required, ...rest } = inputSchemaOf(tool);
  return {
    name: tool.name,
    description: tool.summary,
    inputSchema: { ...rest, properties: { ...properties }, required: [...required] },
    annotations: {
      readOnlyHint: tool.isReadOnly,
      destructiveHint: tool.isDestructive,
      idempotentHint: tool.isIdempotent,
    },
  };
}
