import { AppError } from '@devopsellence/core';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import type { NodeInfo } from '../../client/names.js';
import { type CommandContext, defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { BINARY, findAgentBinary } from '../../install/agent-binary.js';
import { ONLINE_WITHIN_MS } from '../../install/create-node.js';
import type { AgentBinary } from '../../install/machine.js';
import { onMachine } from '../../install/on-machine.js';
import { HOST, KEY, PORT, readTarget, USER } from '../../install/ssh-options.js';
import { addressOf, type SshTarget } from '../../install/ssh-target.js';
import { type NodeOutcome, upgradeFleet } from '../../install/upgrade-fleet.js';
import { type UpgradedNode, upgradeNode } from '../../install/upgrade-node.js';
import type { JsonObject } from '../../output.js';
import { count, duration, flag, optionalArgument } from '../../parameter.js';
import { requireNodeNamed } from '../../require-node.js';
import { usage } from '../../usage.js';

const nodeName = optionalArgument('NAME', 'name of the node');
const all = flag('--all', 'all nodes that have joined, those that are online first');
const maxUnavailable = count('--max-unavailable <N>', 'with --all: so many nodes at a time (default: 1)', {
  absent: 1,
  atMost: 1_000,
});
const timeout = duration('--timeout <DURATION>', 'how long a node may take until it is online again (default: 1m)');

export const command = defineCommand({
  description:
    'Replaces the program over SSH; what runs on the node goes on running. The control plane must then see the node online ' +
    'with the new agent, otherwise the one from before is put back. A node that runs this agent already is not touched. ' +
    'How a machine is reached is known from `node create`; options say it otherwise, and a --host that was right is kept. ' +
    'With --all it stops after the first failure.',
  args: [nodeName],
  options: [all, maxUnavailable, timeout, HOST, USER, PORT, KEY, BINARY],
  examples: [
    'devopsellence agent upgrade prod-1',
    'devopsellence agent upgrade --all --max-unavailable 2 --ssh-key ~/.ssh/fleet',
    'devopsellence agent upgrade prod-2 --host 203.0.113.8 --user root --binary ./devopsellence-agent-linux-x64',
  ],
  run: (context) =>
    withClient(context, async (client) => {
      const { input, io } = context;
      const name = input.get(nodeName);
      if ((name === null) !== input.get(all)) throw usage('either the NAME of a node or --all is needed');
      if (name === null && input.get(HOST) !== null) throw usage('--host is for one node, not for --all');
      const binary = await findAgentBinary(io, input.get(BINARY));
      return name === null ? upgradeAll(context, client, binary) : upgradeOne(context, client, { name, binary });
    }),
});

async function upgradeOne(
  context: CommandContext,
  client: ControlPlaneClient,
  { name, binary }: { readonly name: string; readonly binary: AgentBinary },
): Promise<number> {
  const { output } = context;
  const node = requireNodeNamed(await client.listNodes(), name, 'agent upgrade');
  const target = targetOf(context, node);
  output.stream();
  const outcome = await upgrade(context, client, { name: node.name, node, target, binary });
  return output.succeed({ message: sentenceOf(outcome), fields: { nodes: [outcomeFields(outcome)] } });
}

async function upgradeAll(context: CommandContext, client: ControlPlaneClient, binary: AgentBinary): Promise<number> {
  const { input, output } = context;
  const nodes = (await client.listNodes()).filter(({ joined }) => joined);
  const isOnline = (node: NodeInfo) => node.connection === 'online';
  const inOrder = [...nodes.filter(isOnline), ...nodes.filter((node) => !isOnline(node))];
  const unknown = inOrder.filter(({ ssh }) => ssh === null);
  if (unknown.length > 0) throw unknownMachines(unknown);
  const targets = inOrder.map((node) => ({ name: node.name, node, target: targetOf(context, node), binary }));
  output.stream();
  const outcomes = await upgradeFleet(targets, input.get(maxUnavailable), (target) => upgrade(context, client, target));
  output.include({ nodes: outcomes.map(outcomeFields) });
  const failed = outcomes.flatMap((each) => (each.outcome === 'failed' ? [each] : []));
  if (failed.length > 0) throw stopped(outcomes);
  const upgraded = outcomes.filter(({ outcome }) => outcome === 'upgraded').length;
  return output.succeed({
    message: `Upgraded ${upgraded} of ${outcomes.length} nodes.`,
    lines: outcomes.length === 0 ? ['There are no nodes yet.'] : outcomes.map(sentenceOf),
  });
}

interface UpgradeTarget {
  readonly name: string;
  readonly node: NodeInfo;
  readonly target: SshTarget;
  readonly binary: AgentBinary;
}

async function upgrade(
  context: CommandContext,
  client: ControlPlaneClient,
  { name, node, target, binary }: UpgradeTarget,
): Promise<UpgradedNode> {
  const withinMs = context.input.get(timeout) ?? ONLINE_WITHIN_MS;
  const outcome = await onMachine(context, { name, target, client }, async (place) =>
    upgradeNode(context, place, { node, machine: await place.machine.examine(), binary, withinMs }),
  );
  if (context.input.get(HOST) !== null) await client.setSshAddress(node.id, addressOf(target));
  return outcome;
}

function targetOf({ input }: CommandContext, { name, ssh }: NodeInfo): SshTarget {
  return readTarget(input, ssh, `nobody has said how the machine of ${name} is reached`);
}

function outcomeFields(each: NodeOutcome): JsonObject {
  if (each.outcome === 'failed') {
    return { name: each.name, outcome: each.outcome, code: each.error.code, message: each.error.message };
  }
  return { ...each };
}

function sentenceOf(each: NodeOutcome): string {
  switch (each.outcome) {
    case 'upgraded':
      return `${each.name} runs agent ${each.to}${each.to === each.from ? '' : `, before ${each.from}`}.`;
    case 'restarted':
      return `${each.name} had agent ${each.to} already, and is online again.`;
    case 'unchanged':
      return `${each.name} runs this agent, ${each.to}, already; nothing was changed.`;
    case 'failed':
      return `${each.name}: ${each.error.message}`;
    case 'not_tried':
      return `${each.name} was not tried.`;
  }
}

function stopped(outcomes: readonly NodeOutcome[]): AppError {
  const failed = outcomes.flatMap((each) => (each.outcome === 'failed' ? [each] : []));
  const [first] = failed;
  return new AppError('upgrade_failed', {
    message: `stopped at ${failed.map(({ name }) => name).join(', ')}`,
    evidence: [
      ...outcomes.map(sentenceOf),
      ...failed.flatMap(({ error }) => [...(error.reason === null ? [] : [error.reason]), ...error.evidence]),
    ],
    nextActions: [
      ...(first?.error.nextActions ?? []),
      'the same command again: nodes that run this agent are not touched',
    ],
    cause: first?.error,
  });
}

function unknownMachines(nodes: readonly NodeInfo[]): AppError {
  return new AppError('machine_unreachable', {
    message: `nobody has said how these machines are reached: ${nodes.map(({ name }) => name).join(', ')}; nothing was changed`,
    reason:
      'they were not made by `devopsellence node create`, or this is not the token of an owner of the whole fleet',
    nextActions: nodes.map(({ name }) => `devopsellence agent upgrade ${name} --host HOST   # keeps it`),
  });
}
