import { defineCommand } from '../../command.js';
import { confirm, YES } from '../../confirm.js';
import { withClient } from '../../connect.js';
import { environmentFields, nodeFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { formatEnvironment } from '../../environment-name.js';
import { argument } from '../../parameter.js';
import { deletedLines } from '../../render/deleted-services.js';

const node = argument('NAME', 'name or id of the node');

export const command = defineCommand({
  description:
    'Stops what runs on the node for this environment, and deletes its standalone services there. Named volumes and presets stay.',
  args: [node],
  options: [YES],
  examples: ['devopsellence node detach prod-1', 'devopsellence node detach prod-1 --env staging --yes'],
  run: (context) =>
    withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const name = context.input.get(node);
      const where = formatEnvironment(environment);
      await confirm(context, `Detach ${name} from ${where} and stop what runs there for it?`);
      const change = await client.detachNode(name, environment);
      const message = change.changed
        ? `Detached ${change.node.name} from ${where}.`
        : `${change.node.name} is not attached to ${where}.`;
      return context.output.succeed({
        message,
        lines: [message, ...deletedLines(change.standaloneServices)],
        fields: {
          ...environmentFields(environment),
          changed: change.changed,
          node: nodeFields(change.node),
          pending_changes: change.pendingChanges,
          deleted_services: change.standaloneServices,
        },
      });
    }),
});
