import type { CommandContext } from '../command.js';
import type { Call, Tool } from '../tools/tool.js';
import type { RecordingOutput } from './recording-output.js';

/** A command's context in which its answer is kept instead of printed. */
export interface RecordingContext extends CommandContext {
  readonly output: RecordingOutput;
}

/** A tool that assistants may call. */
export interface ServedTool {
  readonly tool: Tool;
  /** As documents about it are called. */
  readonly operation: string;
  /** Does it, and ends with the context's output having the answer. Throws when it fails. */
  readonly run: (context: RecordingContext, call: Call) => Promise<unknown>;
}
