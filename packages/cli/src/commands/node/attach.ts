import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { environmentFields, nodeFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { formatEnvironment } from '../../environment-name.js';
import { argument } from '../../parameter.js';
import { pendingLines } from '../../render/status.js';

const node = argument('NAME', 'name or id of the node');

export const command = defineCommand({
  description:
    'The environment is the one of the config here, or of --org, --project and --env. Nothing is published to the node before the next deploy or apply. ' +
    'A node can be in several environments.',
  args: [node],
  examples: ['devopsellence node attach prod-1', 'devopsellence node attach prod-1 --env staging'],
  run: (context) =>
    withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const change = await client.attachNode(context.input.get(node), environment);
      const where = formatEnvironment(environment);
      const message = change.changed
        ? `Attached ${change.node.name} to ${where}.`
        : `${change.node.name} is attached to ${where} already.`;
      return context.output.succeed({
        message,
        fields: {
          ...environmentFields(environment),
          changed: change.changed,
          node: nodeFields(change.node),
          pending_changes: change.pendingChanges,
        },
        lines: [message, ...pendingLines(change.pendingChanges)],
      });
    }),
});
