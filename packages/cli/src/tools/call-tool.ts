import { toAppError } from '@devopsellence/core';
import { coloursFor } from '../colours.js';
import type { CommandContext } from '../command.js';
import { withClient } from '../connect.js';
import { environmentFields } from '../document/status.js';
import { chooseEnvironment } from '../environment.js';
import type { GivenCall } from './read-call.js';
import { withoutSecrets } from './secret-arguments.js';
import type { Call } from './tool.js';
import type { ToolAnswer, ToolPlace } from './tool-answer.js';
import { ENVIRONMENT, ORGANIZATION, PROJECT } from './tools.js';

/** Does something in the environment that a call is about: the one it names, else the one of the command. */
export function inEnvironment<Result>(
  context: CommandContext,
  call: Call,
  work: (place: Omit<ToolPlace, 'outputLimit'>) => Promise<Result>,
): Promise<Result> {
  const { io, outside } = context;
  const there = placed(context, call);
  return withClient(there, async (client) => {
    const environment = await chooseEnvironment(there, client);
    const style = { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() };
    return work({ client, environment, style });
  });
}

/** The context as if the call's organization, project and environment had been given as options. */
export function placed(context: CommandContext, call: Call): CommandContext {
  const { organization, project, environment } = context.globals;
  const globals = {
    ...context.globals,
    organization: call.get(ORGANIZATION) ?? organization,
    project: call.get(PROJECT) ?? project,
    environment: call.get(ENVIRONMENT) ?? environment,
  };
  return { ...context, globals };
}

/** The answer of a tool as it is in every document about it. */
export function answerFields(call: Call, { environment }: Pick<ToolPlace, 'environment'>, answer: ToolAnswer) {
  return { tool: call.tool.name, ...environmentFields(environment), ...answer.fields };
}

/** Does the work; a failure of it shows nothing that the call was given and may be a secret. */
export async function keepingSecrets<Result>(given: GivenCall, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw withoutSecrets(toAppError(thrown), given);
  }
}
