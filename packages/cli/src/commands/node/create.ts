import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { nodeFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { findAgentBinary } from '../../install/agent-binary.js';
import { type CreatedNode, createNode } from '../../install/create-node.js';
import { addressOf, requireTarget } from '../../install/ssh-target.js';
import { argument, count, flag, list, text } from '../../parameter.js';
import { usage } from '../../usage.js';

const name = argument('NAME', 'name of the node');
const host = text('--host <HOST>', 'the machine, as ssh knows it');
const user = text('--user <USER>', "root, or somebody whom sudo asks for no password (default: ssh's)");
const port = count('--port <PORT>', "port of its SSH server (default: ssh's)", { absent: 0, atMost: 65_535 });
const key = text('--ssh-key <FILE>', "private key to log in with (default: ssh's)");
const labels = list('--labels <A,B>', 'labels of the node (default: web)');
const attach = flag('--attach', 'let the environment of this folder use it');
const docker = flag('--install-docker', 'install Docker where there is none (Debian, Ubuntu)');
const binary = text('--binary <FILE>', "the agent's single-file binary (default: the one beside this program)");

export const command = defineCommand({
  description:
    'Checks the machine over SSH first, and changes nothing when something is missing. Then it puts the agent there, ' +
    'joins, starts it as a systemd service (in the background where there is no systemd) and waits until it is online. ' +
    'Run again it does what is left to do. Host keys are checked by your own ssh: connect by hand once to a new machine.',
  args: [name],
  options: [host, user, port, key, labels, attach, docker, binary],
  examples: [
    'devopsellence node create prod-1 --host 203.0.113.7 --user root --labels web,worker --install-docker',
    'devopsellence node create prod-2 --host prod-2 --ssh-key ~/.ssh/fleet --attach --env production',
  ],
  run: (context) =>
    withClient(context, async (client) => {
      const { input, io, outside, output } = context;
      const hostName = input.get(host);
      if (hostName === null) throw usage('--host is needed: the machine, as ssh knows it');
      const target = requireTarget({
        host: hostName,
        user: input.get(user),
        port: input.get(port) || null,
        key: input.get(key),
      });
      const wanted = {
        name: input.get(name),
        labels: input.get(labels),
        attachTo: input.get(attach) ? await chooseEnvironment(context, client) : null,
        binary: await findAgentBinary(io, input.get(binary)),
        mayInstallDocker: input.get(docker),
        ssh: addressOf(target),
      };
      output.stream();
      const machine = await outside.openMachine(target, { io, asksNobody: output.isJson || !io.stdin.isTerminal });
      const done = (step: string) => {
        output.talk(`${wanted.name}: ${step}`);
        output.event('progress', { node: wanted.name, step });
      };
      try {
        return output.succeed(answerOf(await createNode(context, { machine, client, done }, wanted)));
      } finally {
        await machine.close();
      }
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
