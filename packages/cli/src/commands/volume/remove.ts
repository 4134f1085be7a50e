import { defineCommand } from '../../command.js';
import { confirm, YES } from '../../confirm.js';
import { withClient } from '../../connect.js';
import { argument, text } from '../../parameter.js';
import { usage } from '../../usage.js';

const volume = argument('NAME', 'name of the volume, as `volume list` shows it');
const node = text('--node <NAME>', 'name or id of the node it is on');

export const command = defineCommand({
  description:
    'Removes exactly this volume on exactly this node, with all that is in it, for good. Refused while a container has it, or a service that the node is to run wants it.',
  args: [volume],
  options: [node, YES],
  examples: ['devopsellence volume remove shop-production-8f3k2q-redis_data --node prod-1'],
  run: async (context) => {
    const name = context.input.get(volume);
    const from = context.input.get(node);
    if (from === null) throw usage('--node is missing', undefined, ['devopsellence node list']);
    return withClient(context, async (client) => {
      await confirm(context, `Remove the volume ${name} on ${from}, with all that is in it?`);
      const removed = await client.removeVolume(from, name);
      return context.output.succeed({
        message: `Removed volume ${removed.name} on ${removed.node}.`,
        fields: { node: removed.node, volume: removed.name },
      });
    });
  },
});
