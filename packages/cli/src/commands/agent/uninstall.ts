import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import type { NodeInfo } from '../../client/names.js';
import { type CommandContext, defineCommand } from '../../command.js';
import { confirm, YES } from '../../confirm.js';
import { withClient } from '../../connect.js';
import { onMachine } from '../../install/on-machine.js';
import { HOST, KEY, PORT, readTarget, USER } from '../../install/ssh-options.js';
import { KEEP_WORKLOADS, uninstallNode } from '../../install/uninstall-node.js';
import { argument } from '../../parameter.js';
import { requireNodeNamed } from '../../require-node.js';

const nodeName = argument('NAME', 'name of the node');

export const command = defineCommand({
  description:
    'Stops what runs on the node, removes the agent, its unit and its state over SSH, and then forgets the node. Named ' +
    'volumes and images stay. A machine that cannot be reached is left as it is, and so is the node. Run again it does ' +
    'what is left to do; of a node that was removed already, --host says which machine it was.',
  args: [nodeName],
  options: [KEEP_WORKLOADS, YES, HOST, USER, PORT, KEY],
  examples: [
    'devopsellence agent uninstall prod-1',
    'devopsellence agent uninstall prod-1 --keep-workloads --yes',
    'devopsellence agent uninstall prod-2 --host 203.0.113.8 --user root --yes',
  ],
  run: (context) =>
    withClient(context, async (client) => {
      const { input, output } = context;
      const name = input.get(nodeName);
      const node = await nodeOrNone(context, client, name);
      const target = readTarget(input, node?.ssh ?? null, `nobody has said how the machine of ${name} is reached`);
      const keepWorkloads = input.get(KEEP_WORKLOADS);
      const question = keepWorkloads ? 'leave what runs there to itself' : 'stop everything that runs there for it';
      await confirm(context, `Remove the agent of ${name}, and ${question}?`);
      output.stream();
      await onMachine(context, { name, target, client }, (place) =>
        uninstallNode(context, place, { name, node, keepWorkloads }),
      );
      return output.succeed({
        message: `${name} is no node any more.`,
        findings: keepWorkloads ? [unattended(name)] : [],
        fields: { name, kept_workloads: keepWorkloads },
      });
    }),
});

/** Null only where --host says which machine it was. */
async function nodeOrNone(
  { input }: CommandContext,
  client: ControlPlaneClient,
  name: string,
): Promise<NodeInfo | null> {
  const nodes = await client.listNodes();
  if (input.get(HOST) === null) return requireNodeNamed(nodes, name, 'agent uninstall');
  return nodes.find((node) => node.name === name || node.id === name) ?? null;
}

function unattended(name: string) {
  return {
    severity: 'warning',
    code: 'workloads_unattended',
    message: `what ran on ${name} runs on, but nothing starts it again when it ends`,
    nextActions: ['docker ps --filter label=devopsellence.managed=true   # there'],
  } as const;
}
