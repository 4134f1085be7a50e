import { defineCommand } from '../../command.js';
import { confirm, YES } from '../../confirm.js';
import { withClient } from '../../connect.js';
import { argument } from '../../parameter.js';
import { deletedLines } from '../../render/deleted-services.js';

const node = argument('NAME', 'name or id of the node');

export const command = defineCommand({
  description:
    'An agent that is heard of stops and removes what runs there, volumes excepted; then the connections of the node close, and ' +
    'its certificate is refused. One that is not heard of goes on with what it runs. Standalone services there are deleted, presets stay.',
  args: [node],
  options: [YES],
  examples: ['devopsellence node remove prod-1', 'devopsellence node remove prod-1 --yes'],
  run: (context) =>
    withClient(context, async (client) => {
      const name = context.input.get(node);
      await confirm(context, `Remove the node ${name} from the control plane, and what runs on it?`);
      const removed = await client.removeNode(name);
      const { id, standaloneServices } = removed;
      const message = `Removed ${removed.name || id}.`;
      return context.output.succeed({
        message,
        lines: [message, ...deletedLines(standaloneServices)],
        fields: { id, name: removed.name, deleted_services: standaloneServices },
      });
    }),
});
