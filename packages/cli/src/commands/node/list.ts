import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { nodeFields, sshFields } from '../../document/status.js';
import { nodeListLines } from '../../render/fleet.js';

export const command = defineCommand({
  examples: ['devopsellence node list', "devopsellence node list --json | jq -r '.nodes[].name'"],
  run: (context) =>
    withClient(context, async (client) => {
      const { io, output } = context;
      const nodes = await client.listNodes();
      return output.succeed({
        message: nodes.length === 1 ? '1 node' : `${nodes.length} nodes`,
        fields: { nodes: nodes.map((node) => ({ ...nodeFields(node), ssh: sshFields(node.ssh) })) },
        lines: nodeListLines(nodes, coloursFor(io.stdout, io.env)),
      });
    }),
});
