import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { registryFields } from '../../document/registry.js';
import { chooseOrganization } from '../../environment.js';
import { argument } from '../../parameter.js';

const host = argument('HOST', 'host of the registry');

export const command = defineCommand({
  args: [host],
  examples: ['devopsellence registry delete registry.example.com'],
  run: async (context) => {
    const organization = await chooseOrganization(context);
    return withClient(context, async (client) => {
      const registry = await client.deleteRegistry(organization, context.input.get(host));
      return context.output.succeed({
        message: `Deleted the registry ${registry.host}.`,
        fields: { organization, registry: registryFields(registry) },
      });
    });
  },
});
