import { defineCommand } from '../../../command.js';
import { withClient } from '../../../connect.js';
import { optionalArgument } from '../../../parameter.js';
import { tableLines } from '../../../render/table.js';
import { requireNodeNamed } from '../../../require-node.js';

const node = optionalArgument('NAME', 'name or id of one node');

export const command = defineCommand({
  args: [node],
  examples: ['devopsellence node label list', 'devopsellence node label list prod-1'],
  run: (context) =>
    withClient(context, async (client) => {
      const name = context.input.get(node);
      const all = await client.listNodes();
      const nodes = name === null ? all : [requireNodeNamed(all, name, 'node label list')];
      const rows = nodes.map((each) => [each.name || each.id, each.labels.join(',')]);
      return context.output.succeed({
        message: `labels of ${nodes.length === 1 ? '1 node' : `${nodes.length} nodes`}`,
        fields: { nodes: nodes.map(({ id, name, labels }) => ({ id, name, labels })) },
        lines: tableLines([['NAME', 'LABELS'], ...rows]),
      });
    }),
});
