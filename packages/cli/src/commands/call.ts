import { type AppError, toAppError, withNextActions } from '@devopsellence/core';
import { type CommandContext, defineCommand } from '../command.js';
import { runSession } from '../exec/run-session.js';
import { optionalArgument, optionalWords } from '../parameter.js';
import { toolHelp, toolListFields, toolListLines } from '../render/tools.js';
import { answerFields, inEnvironment, keepingSecrets } from '../tools/call-tool.js';
import { callOf, type GivenCall, readCall, requireTool } from '../tools/read-call.js';
import { shellRequest } from '../tools/run-command.js';
import { runOf } from '../tools/service-answers.js';
import type { Call } from '../tools/tool.js';
import { usageOf } from '../tools/tool-usage.js';
import { RUN_SERVICE_COMMAND, SERVICE_TOOLS } from '../tools/tools.js';

const toolName = optionalArgument(
  'TOOL',
  'the tool; without one, all are listed',
  SERVICE_TOOLS.map(({ name }) => name),
);
const words = optionalWords('ARGUMENT', 'its arguments: in their order, by name after --, or as one JSON object');

/** With `--json` an answer is one document, which has to fit into memory. */
const OUTPUT_LIMIT = 2 ** 26;

export const command = defineCommand({
  description:
    'Options come before TOOL: all that follows it is its own. `call TOOL --help` tells of its arguments. The exit code of ' +
    'run_service_command is that of the command; no other tool asks or waits for anything to be typed.',
  args: [toolName, words],
  examples: [
    'devopsellence call',
    'devopsellence call create_service redis redis:7 6379',
    'devopsellence call update_service redis --image redis:7.4',
    `devopsellence call create_service '{"name":"vpn","image":"linuxserver/wireguard","port":51820,"net_admin":true}'`,
    'devopsellence call run_service_command redis "redis-cli ping"',
  ],
  run: async (context) => {
    const { input, output } = context;
    const name = input.get(toolName);
    if (name === null) {
      const message = `${SERVICE_TOOLS.length} tools`;
      return output.succeed({
        message,
        fields: () => toolListFields(SERVICE_TOOLS),
        lines: toolListLines(SERVICE_TOOLS),
      });
    }
    const rest = input.get(words);
    if (rest.length === 1 && rest[0] === '--help') {
      const tool = requireTool(name, SERVICE_TOOLS);
      return output.succeed({ message: tool.summary, fields: toolListFields([tool]), lines: toolHelp(tool) });
    }
    const given = readCall([name, ...rest], SERVICE_TOOLS);
    return keepingSecrets(given, () => runCall(context, given));
  },
});

async function runCall(context: CommandContext, given: GivenCall): Promise<number> {
  const { io, output } = context;
  const call = readValues(given);
  return inEnvironment(context, call, async (place) => {
    if (call.tool === RUN_SERVICE_COMMAND && !output.isJson) {
      const request = shellRequest(call, place.environment);
      return runSession(io, place.client.exec(request), request);
    }
    const answer = await runOf(call.tool)(call, { ...place, outputLimit: OUTPUT_LIMIT });
    output.succeed({ ...answer, fields: answerFields(call, place, answer) });
    return answer.exitCode ?? 0;
  });
}

/** A wrong value is answered with the usage, as a wrong form is. */
function readValues(given: GivenCall): Call {
  try {
    return callOf(given);
  } catch (thrown) {
    throw withUsage(toAppError(thrown), given);
  }
}

function withUsage(error: AppError, { tool }: GivenCall): AppError {
  return error.nextActions.length > 0 ? error : withNextActions(error, [`devopsellence call ${usageOf(tool)}`]);
}
