import type { AppError } from '@devopsellence/core';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { coloursFor } from '../colours.js';
import type { JsonObject } from '../output.js';
import { failureJson, failureLines } from '../render/failure.js';
import type { RecordingContext } from './served-tool.js';

/** What a tool answered: for the model that reads it, and as the document that `--json` prints. */
export function successResult(text: string, document: JsonObject): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent: { ...document } };
}

/** A failure that the model is to know of, with what can be done about it. */
export function failureResult(
  error: AppError,
  { io, output }: Pick<RecordingContext, 'io' | 'output'>,
): CallToolResult {
  const text = failureLines(error, { title: 'Error:', colours: coloursFor(io.stderr, io.env) }).join('\n');
  return {
    isError: true,
    content: [{ type: 'text', text: `${text}\ncode: ${error.code}` }],
    structuredContent: { ...output.failureOf({ error: failureJson(error) }) },
  };
}
