import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { secretFields } from '../../document/secret.js';
import { environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { tableLines } from '../../render/table.js';
import { agoText } from '../../render/time.js';

export const command = defineCommand({
  description: 'Names only: values are never shown.',
  examples: ['devopsellence secret list', 'devopsellence secret list --env staging'],
  run: (context) =>
    withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const secrets = await client.listSecrets(environment);
      const now = context.outside.clock.now();
      const rows = secrets.map(({ name, service, updatedAt, updatedBy }) => [
        name,
        service ?? '(all)',
        agoText(updatedAt, now),
        updatedBy,
      ]);
      const none = ['No secrets yet. Store one: devopsellence secret set NAME --stdin'];
      return context.output.succeed({
        message: secrets.length === 1 ? '1 secret' : `${secrets.length} secrets`,
        fields: { ...environmentFields(environment), secrets: secrets.map(secretFields) },
        lines: rows.length === 0 ? none : tableLines([['NAME', 'SERVICE', 'SET', 'BY'], ...rows]),
      });
    }),
});
