import { defineCommand } from '../../command.js';
import { confirm, YES } from '../../confirm.js';
import { KEEP_WORKLOADS } from '../../install/uninstall-node.js';
import { SOLO_CONTEXT } from '../../solo/solo-context.js';
import { takeDown } from '../../solo/take-down.js';

export const command = defineCommand({
  description:
    'Stops what runs on this machine for its own control plane, and removes agent and control plane with all that they ' +
    'know: secrets, releases, backups. Named volumes and images stay. Run again it does what is left to do.',
  options: [KEEP_WORKLOADS, YES],
  examples: ['devopsellence solo down', 'devopsellence solo down --yes'],
  run: async (context) => {
    const { input, io, outside, globals, output } = context;
    await confirm(context, 'Remove agent and control plane of this machine, and all that they know?');
    output.stream();
    const done = (step: string) => {
      output.talk(step);
      output.event('progress', { step });
    };
    const wanted = { name: globals.context ?? SOLO_CONTEXT, keepWorkloads: input.get(KEEP_WORKLOADS) };
    await takeDown(context, await outside.openHere(io), wanted, done);
    return output.succeed({ message: 'This machine is neither control plane nor node any more.' });
  },
});
