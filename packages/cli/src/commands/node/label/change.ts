import type { LabelOperation } from '../../../client/control-plane-client.js';
import { type Command, defineCommand } from '../../../command.js';
import { withClient } from '../../../connect.js';
import { nodeFields } from '../../../document/status.js';
import { argument, list } from '../../../parameter.js';
import { pendingLines } from '../../../render/status.js';
import { usage } from '../../../usage.js';

const node = argument('NAME', 'name or id of the node');
const labels = list('--labels <A,B>', 'labels, separated by commas');

/** The command that changes a node's labels in one of the three ways. */
export function labelCommand(operation: LabelOperation, examples: readonly string[]): Command {
  return defineCommand({
    description: 'Running services stay as they are until the next deploy or apply: `status` shows the difference.',
    args: [node],
    options: [labels],
    examples,
    run: (context) =>
      withClient(context, async (client) => {
        const given = context.input.get(labels);
        if (given === null) throw usage('--labels is missing', undefined, examples);
        const change = await client.changeNodeLabels({ node: context.input.get(node), operation, labels: given });
        const now = change.node.labels.join(', ') || 'no labels';
        const message = change.changed
          ? `${change.node.name} now has ${now}.`
          : `${change.node.name} has ${now}: nothing to change.`;
        return context.output.succeed({
          message,
          fields: { changed: change.changed, node: nodeFields(change.node), pending_changes: change.pendingChanges },
          lines: [message, ...pendingLines(change.pendingChanges)],
        });
      }),
  });
}
