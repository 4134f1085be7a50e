import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { secretFields } from '../../document/secret.js';
import { environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { argument, text } from '../../parameter.js';
import { pendingLines } from '../../render/status.js';

const name = argument('NAME', 'name of the secret');
const service = text('--service <SERVICE>', 'the one of this service (default: the one of the whole environment)');

export const command = defineCommand({
  description: 'Running containers keep their copy.',
  args: [name],
  options: [service],
  examples: ['devopsellence secret delete OLD_TOKEN', 'devopsellence secret delete SEARCH_PASSWORD --service search'],
  run: (context) =>
    withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const key = { environment, service: context.input.get(service), name: context.input.get(name) };
      const { secret, pendingChanges } = await client.deleteSecret(key);
      const message = `Deleted ${secret.name}${secret.service === null ? '' : ` of ${secret.service}`}.`;
      return context.output.succeed({
        message,
        fields: { ...environmentFields(environment), secret: secretFields(secret), pending_changes: pendingChanges },
        lines: [message, ...pendingLines(pendingChanges)],
      });
    }),
});
