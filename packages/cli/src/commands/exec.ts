import { defineCommand } from '../command.js';
import { COMMAND_WORDS, INTERACTIVE, runCommand, TTY, USER } from '../exec/run-command.js';
import { argument, text } from '../parameter.js';

const service = argument('SERVICE', 'the service in whose container it runs');
const node = text('--node <NAME>', 'the node (default: the first online one on which the service runs)');

export const command = defineCommand({
  description: 'Bytes pass untouched in both directions. The exit code is the one of the command.',
  args: [service, COMMAND_WORDS],
  options: [node, INTERACTIVE, TTY, USER],
  examples: [
    'devopsellence exec web -- env',
    'devopsellence exec web -it -- sh',
    'devopsellence exec db --node prod-1 -i -- psql shop < dump.sql',
  ],
  run: (context) => runCommand(context, { service: context.input.get(service), node: context.input.get(node) }),
});
