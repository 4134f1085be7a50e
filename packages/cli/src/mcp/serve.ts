import { type AppError, toAppError, withNextActions } from '@devopsellence/core';
import { VERSION } from '@devopsellence/runtime';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { CommandContext } from '../command.js';
import { Input } from '../parameter.js';
import { keepingSecrets } from '../tools/call-tool.js';
import { callOf, givenIn, requireTool } from '../tools/read-call.js';
import { failureResult, successResult } from './call-result.js';
import { CapturedIo, type CaptureOptions } from './captured-io.js';
import { describeTool } from './describe-tool.js';
import { RecordingOutput } from './recording-output.js';
import { SERVED_TOOLS } from './served-tools.js';

const INSTRUCTIONS =
  'Deploys apps and their supporting services to VMs. Without organization, project and environment a tool works where ' +
  'devopsellence.yml of the current folder says. A failure has a stable code, and says what to do next.';

const TOOLS = SERVED_TOOLS.map(({ tool }) => tool);

/** A server of the tools, to be connected with one assistant. Calls may run at the same time, each over a connection of its own. */
export function toolServer(context: CommandContext): Server {
  const info = { name: 'devopsellence', version: VERSION };
  const server = new Server(info, { capabilities: { tools: {} }, instructions: INSTRUCTIONS });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS.map(describeTool) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal, _meta, sendNotification }) => {
    let progress = 0;
    const onTalk = (text: string) => {
      const progressToken = _meta?.progressToken;
      if (progressToken === undefined || signal.aborted) return;
      progress += 1;
      const notification = { progressToken, progress, message: text.trimEnd() };
      // Nobody is there any more: then nobody waits for the answer, either.
      sendNotification({ method: 'notifications/progress', params: notification }).catch(() => undefined);
    };
    return callTool(context, params, { signal: AbortSignal.any([signal, context.io.signal]), onTalk });
  });
  return server;
}

interface AskedCall {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, unknown>> | undefined;
}

/** Never throws: the assistant is to read what failed. */
async function callTool(context: CommandContext, asked: AskedCall, options: CaptureOptions): Promise<CallToolResult> {
  const io = new CapturedIo(context.io, options);
  const served = SERVED_TOOLS.find(({ tool }) => tool.name === asked.name);
  const output = new RecordingOutput(io, served?.operation ?? 'call');
  const there = { ...context, io, output, input: new Input(new Map()) };
  try {
    const given = { tool: served?.tool ?? requireTool(asked.name, TOOLS), given: givenIn(asked.arguments ?? {}) };
    await keepingSecrets(given, async () => served?.run(there, callOf(given)));
    return successResult(output.text, output.document);
  } catch (thrown) {
    return failureResult(withoutUsage(toAppError(thrown)), there);
  }
}

/** How a call is typed is of no use to somebody who does not type. */
function withoutUsage(error: AppError): AppError {
  const others = error.nextActions.filter((action) => !/^devopsellence call\b/.test(action));
  return others.length < error.nextActions.length ? withNextActions(error, others) : error;
}
