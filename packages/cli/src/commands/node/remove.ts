import { defineCommand } from '../../command.js';
import { confirm, YES } from '../../confirm.js';
import { withClient } from '../../connect.js';
import { argument } from '../../parameter.js';

const node = argument('NAME', 'name or id of the node');

export const command = defineCommand({
  description:
    'Closes the connections of the node and refuses its certificate from then on. To stop what runs there, detach it first.',
  args: [node],
  options: [YES],
  examples: ['devopsellence node remove prod-1', 'devopsellence node remove prod-1 --yes'],
  run: (context) =>
    withClient(context, async (client) => {
      const name = context.input.get(node);
      await confirm(context, `Remove the node ${name} from the control plane?`);
      const removed = await client.removeNode(name);
      const { id } = removed;
      return context.output.succeed({ message: `Removed ${removed.name || id}.`, fields: { id, name: removed.name } });
    }),
});
