import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { nodeFields } from '../../document/status.js';
import { argument, choice } from '../../parameter.js';
import { usage } from '../../usage.js';

const node = argument('NAME', 'name or id of the node');
const ingress = choice('--ingress <WHAT>', 'what makes hostnames of standalone services public there', [
  'traefik',
  'none',
]);

const examples = ['devopsellence node set prod-1 --ingress traefik', 'devopsellence node set prod-1 --ingress none'];

export const command = defineCommand({
  description:
    'With --ingress traefik, which you run on the node yourself, containers of standalone services with a hostname get labels ' +
    'for Traefik v3. Labels are fixed when a container is made: those containers are replaced at once.',
  args: [node],
  options: [ingress],
  examples,
  run: (context) =>
    withClient(context, async (client) => {
      const given = context.input.get(ingress);
      if (given === null) throw usage('--ingress is missing', undefined, examples);
      const change = await client.setNodeIngress(context.input.get(node), given);
      const name = change.node.name || change.node.id;
      const message = change.changed ? `${name} now has ingress ${given}.` : `${name} has ingress ${given} already.`;
      const replaced = change.standaloneServices;
      return context.output.succeed({
        message,
        fields: { changed: change.changed, node: nodeFields(change.node), replaced },
        lines: [
          message,
          ...replaced.map((service) => `  ${service}: its container is replaced, for its labels change`),
        ],
      });
    }),
});
