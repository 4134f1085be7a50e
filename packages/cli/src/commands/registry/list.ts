import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { registryFields } from '../../document/registry.js';
import { chooseOrganization } from '../../environment.js';
import { tableLines } from '../../render/table.js';
import { agoText } from '../../render/time.js';

export const command = defineCommand({
  examples: ['devopsellence registry list', 'devopsellence registry list --org acme'],
  run: async (context) => {
    const organization = await chooseOrganization(context);
    return withClient(context, async (client) => {
      const registries = await client.listRegistries(organization);
      const now = context.outside.clock.now();
      const rows = registries.map(({ host, username, namespace, updatedAt }) => [
        host,
        username ?? '-',
        namespace === null ? '-' : `${host}/${namespace}`,
        agoText(updatedAt, now),
      ]);
      const none = [
        'No registries yet: nodes pull without any credential. Store one: devopsellence registry set --host HOST',
      ];
      return context.output.succeed({
        message: registries.length === 1 ? '1 registry' : `${registries.length} registries`,
        fields: { organization, registries: registries.map(registryFields) },
        lines: rows.length === 0 ? none : tableLines([['HOST', 'USERNAME', 'DEPLOYS PUSH TO', 'SET'], ...rows]),
      });
    });
  },
});
