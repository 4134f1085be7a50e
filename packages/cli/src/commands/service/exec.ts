import { defineCommand } from '../../command.js';
import { COMMAND_WORDS, INTERACTIVE, runCommand, TTY, USER } from '../../exec/run-command.js';
import { ofService } from '../../standalone/of-service.js';
import { SERVICE_NAME } from '../../standalone/setting-options.js';

export const command = defineCommand({
  description: 'Bytes pass untouched in both directions. The exit code is the one of the command.',
  args: [SERVICE_NAME, COMMAND_WORDS],
  options: [INTERACTIVE, TTY, USER],
  examples: ['devopsellence service exec redis -- redis-cli ping', 'devopsellence service exec redis -it -- sh'],
  run: (context) => {
    const place = { service: context.input.get(SERVICE_NAME), node: null };
    return ofService(() => runCommand(context, place));
  },
});
