import type { ControlPlaneClient, ExecRequest } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';
import { withClient } from '../connect.js';
import { chooseEnvironment } from '../environment.js';
import { flag, restArguments, text } from '../parameter.js';
import { usage } from '../usage.js';
import { runSession } from './run-session.js';

export const COMMAND_WORDS = restArguments('CMD', 'the command and its arguments, after --');
export const INTERACTIVE = flag('-i, --interactive', 'pass standard input on');
export const TTY = flag('-t, --tty', 'give the command a terminal');
export const USER = text('--user <USER>', 'name or number of the user it runs as (default: as the image says)');

export interface CommandPlace {
  readonly service: string;
  /** Null: the first online node on which the service runs. */
  readonly node: string | null;
}

/** Runs the words of the command line in the container of a service. Returns the exit code of the command. */
export async function runCommand(context: CommandContext, place: CommandPlace): Promise<number> {
  const { input, io } = context;
  if (input.get(TTY) && input.get(INTERACTIVE) && !io.stdin.isTerminal) {
    throw usage('-it needs a terminal, and standard input is none', 'without -t, standard input is passed on as it is');
  }
  return withClient(context, async (client: ControlPlaneClient) => {
    const environment = await chooseEnvironment(context, client);
    const request = requestOf(context, { environment, ...place });
    return runSession(io, client.exec(request), request);
  });
}

function requestOf(
  { input, io }: CommandContext,
  target: Pick<ExecRequest, 'environment' | 'service' | 'node'>,
): ExecRequest {
  const { columns, rows } = io.stdout;
  return {
    ...target,
    command: input.get(COMMAND_WORDS),
    user: input.get(USER),
    tty: input.get(TTY),
    interactive: input.get(INTERACTIVE),
    size: input.get(TTY) ? { columns, rows } : null,
  };
}
