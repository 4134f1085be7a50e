import { AppError, nearest } from '@devopsellence/core';
import type { NodeInfo } from '../../../client/names.js';
import { defineCommand } from '../../../command.js';
import { withClient } from '../../../connect.js';
import { optionalArgument } from '../../../parameter.js';
import { tableLines } from '../../../render/table.js';

const node = optionalArgument('NAME', 'name or id of one node');

export const command = defineCommand({
  args: [node],
  examples: ['devopsellence node label list', 'devopsellence node label list prod-1'],
  run: (context) =>
    withClient(context, async (client) => {
      const name = context.input.get(node);
      const nodes = chosen(await client.listNodes(), name);
      const rows = nodes.map((each) => [each.name || each.id, each.labels.join(',')]);
      return context.output.succeed({
        message: `labels of ${nodes.length === 1 ? '1 node' : `${nodes.length} nodes`}`,
        fields: { nodes: nodes.map(({ id, name, labels }) => ({ id, name, labels })) },
        lines: tableLines([['NAME', 'LABELS'], ...rows]),
      });
    }),
});

function chosen(nodes: readonly NodeInfo[], name: string | null): readonly NodeInfo[] {
  if (name === null) return nodes;
  const found = nodes.filter((node) => node.name === name || node.id === name);
  if (found.length > 0) return found;
  const near = nearest(
    name,
    nodes.map((node) => node.name),
  );
  throw new AppError('not_found', {
    message: `there is no node ${JSON.stringify(name)}`,
    nextActions:
      near === null
        ? ['devopsellence node list']
        : [`devopsellence node label list ${near}`, 'devopsellence node list'],
  });
}
