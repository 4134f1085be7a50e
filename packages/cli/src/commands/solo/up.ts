import { defineCommand } from '../../command.js';
import { nodeFields } from '../../document/status.js';
import { BINARY, findAgentBinary, findBinary } from '../../install/agent-binary.js';
import { flag, list, text } from '../../parameter.js';
import { bringUp, type Solo } from '../../solo/bring-up.js';
import { SOLO_CONTEXT } from '../../solo/solo-context.js';
import { usage } from '../../usage.js';

const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

const labels = list('--labels <A,B>', 'labels of the node (default: web,worker)');
const advertise = text('--advertise <HOST>', 'name or address under which people and other nodes reach this machine');
const docker = flag('--install-docker', 'install Docker where there is none (Debian, Ubuntu)');
const controlPlane = text('--control-plane <FILE>', 'its single-file binary (default: the one beside this program)');

export const command = defineCommand({
  description:
    'Puts control plane and agent on this machine, as root or with sudo, starts them as systemd services (in the background ' +
    'where there is no systemd), joins, and logs in. Without --advertise only this machine reaches it. Run again it does ' +
    'what is left to do, and with other binaries it is an upgrade.',
  options: [advertise, labels, docker, BINARY, controlPlane],
  examples: ['devopsellence solo up', 'devopsellence solo up --advertise 203.0.113.7 --install-docker'],
  run: async (context) => {
    const { input, io, outside, globals, output } = context;
    const host = input.get(advertise);
    if (host !== null && !HOST_NAME.test(host)) throw usage(`--advertise cannot be ${JSON.stringify(host)}`);
    const wanted = {
      context: globals.context ?? SOLO_CONTEXT,
      advertise: host,
      labels: input.get(labels),
      mayInstallDocker: input.get(docker),
      agent: await findAgentBinary(io, input.get(BINARY)),
      controlPlane: await findBinary(io, {
        given: input.get(controlPlane),
        name: 'devopsellence-control-plane',
        option: '--control-plane',
      }),
    };
    output.stream();
    const done = (step: string) => {
      output.talk(step);
      output.event('progress', { step });
    };
    return output.succeed(answerOf(await bringUp(context, await outside.openHere(io), wanted, done), wanted.context));
  },
});

function answerOf({ node, machine: { hasSystemd }, address }: Solo, context: string) {
  const background = {
    severity: 'warning',
    code: 'agent_without_systemd',
    message: 'there is no systemd: control plane and agent run in the background, and do not come back after a reboot',
    nextActions: ['devopsellence solo up   # after a reboot'],
  } as const;
  return {
    message: `This machine is a control plane at ${address}, and its node ${node.name}. The context is ${context}.`,
    findings: hasSystemd ? [] : [background],
    fields: { address, context, node: nodeFields(node), runs_as: hasSystemd ? 'service' : 'background' },
  };
}
