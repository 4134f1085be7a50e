import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { nodeFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { BINARY, findAgentBinary } from '../../install/agent-binary.js';
import { type CreatedNode, createNode } from '../../install/create-node.js';
import { onMachine } from '../../install/on-machine.js';
import { HOST, KEY, PORT, readTarget, USER } from '../../install/ssh-options.js';
import { addressOf } from '../../install/ssh-target.js';
import { argument, flag, list } from '../../parameter.js';

const name = argument('NAME', 'name of the node');
const labels = list('--labels <A,B>', 'labels of the node (default: web)');
const attach = flag('--attach', 'let the environment of this folder use it');
const docker = flag('--install-docker', 'install Docker where there is none (Debian, Ubuntu)');

export const command = defineCommand({
  description:
    'Checks the machine over SSH first, and changes nothing when something is missing. Then it puts the agent there, ' +
    'joins, starts it as a systemd service (in the background where there is no systemd) and waits until it is online. ' +
    'Run again it does what is left to do. Host keys are checked by your own ssh: connect by hand once to a new machine.',
  args: [name],
  options: [HOST, USER, PORT, KEY, labels, attach, docker, BINARY],
  examples: [
    'devopsellence node create prod-1 --host 203.0.113.7 --user root --labels web,worker --install-docker',
    'devopsellence node create prod-2 --host prod-2 --ssh-key ~/.ssh/fleet --attach --env production',
  ],
  run: (context) =>
    withClient(context, async (client) => {
      const { input, io, output } = context;
      const target = readTarget(input, null, 'the machine, as ssh knows it');
      const wanted = {
        name: input.get(name),
        labels: input.get(labels),
        attachTo: input.get(attach) ? await chooseEnvironment(context, client) : null,
        binary: await findAgentBinary(io, input.get(BINARY)),
        mayInstallDocker: input.get(docker),
        ssh: addressOf(target),
      };
      output.stream();
      const created = await onMachine(context, { name: wanted.name, target, client }, (place) =>
        createNode(context, place, wanted),
      );
      return output.succeed(answerOf(created));
    }),
});

function answerOf({ node, machine: { hasSystemd } }: CreatedNode) {
  const background = {
    severity: 'warning',
    code: 'agent_without_systemd',
    message: `${node.name} has no systemd: its agent runs in the background and does not come back after a reboot`,
    nextActions: ['start it at boot: devopsellence-agent run --state-dir /var/lib/devopsellence-agent'],
  } as const;
  return {
    message: `${node.name} is online.`,
    findings: hasSystemd ? [] : [background],
    fields: { node: nodeFields(node), runs_as: hasSystemd ? 'service' : 'background' },
  };
}
