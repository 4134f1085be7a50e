import type { ExecRequest } from '../client/control-plane-client.js';
import { type CommandContext, defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { chooseEnvironment } from '../environment.js';
import { runSession } from '../exec/run-session.js';
import { argument, flag, restArguments, text } from '../parameter.js';
import { usage } from '../usage.js';

const service = argument('SERVICE', 'the service in whose container it runs');
const words = restArguments('CMD', 'the command and its arguments, after --');
const node = text('--node <NAME>', 'the node (default: the first online one on which the service runs)');
const interactive = flag('-i, --interactive', 'pass standard input on');
const tty = flag('-t, --tty', 'give the command a terminal');

export const command = defineCommand({
  description: 'Bytes pass untouched in both directions. The exit code is the one of the command.',
  args: [service, words],
  options: [node, interactive, tty],
  examples: [
    'devopsellence exec web -- env',
    'devopsellence exec web -it -- sh',
    'devopsellence exec db --node prod-1 -i -- psql shop < dump.sql',
  ],
  run: async (context) => {
    if (context.input.get(tty) && context.input.get(interactive) && !context.io.stdin.isTerminal) {
      throw usage(
        '-it needs a terminal, and standard input is none',
        'without -t, standard input is passed on as it is',
      );
    }
    return withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const request = requestOf(context, environment);
      return runSession(context.io, client.exec(request), request);
    });
  },
});

function requestOf({ input, io }: CommandContext, environment: ExecRequest['environment']): ExecRequest {
  const { columns, rows } = io.stdout;
  return {
    environment,
    service: input.get(service),
    node: input.get(node),
    command: input.get(words),
    user: null,
    tty: input.get(tty),
    interactive: input.get(interactive),
    size: input.get(tty) ? { columns, rows } : null,
  };
}
