import type { EnvironmentStatus } from '../client/status.js';
import { coloursFor } from '../colours.js';
import { type CommandContext, defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { statusFields } from '../document/status.js';
import { chooseEnvironment } from '../environment.js';
import { formatEnvironment } from '../environment-name.js';
import { flag } from '../parameter.js';
import { statusLines } from '../render/status.js';
import { watch } from '../watch.js';

const watches = flag('--watch', 'show it again whenever it changes, until Ctrl-C');

export const command = defineCommand({
  description: 'What runs on a node that is offline is unknown, and never shown as healthy.',
  options: [watches],
  examples: ['devopsellence status', 'devopsellence status --env staging --watch', 'devopsellence status --json'],
  run: (context) =>
    withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const read = () => client.status(environment);
      const lines = (status: EnvironmentStatus) => linesFor(context, status);
      if (context.input.get(watches)) return watch(context, { read, lines, fields: statusFields });
      const status = await read();
      return context.output.succeed({
        message: `status of ${formatEnvironment(environment)}`,
        fields: statusFields(status),
        lines: lines(status),
      });
    }),
});

function linesFor({ io, outside }: CommandContext, status: EnvironmentStatus): readonly string[] {
  return statusLines(status, { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() });
}
