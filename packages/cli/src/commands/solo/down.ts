import { defineCommand } from '../../command.js';
import { confirm, YES } from '../../confirm.js';
import { SOLO_CONTEXT } from '../../solo/solo-context.js';
import { takeDown } from '../../solo/take-down.js';

export const command = defineCommand({
  description:
    'Stops what runs on this machine for its own control plane, and removes agent and control plane with all that they ' +
    'know: secrets, releases, backups. Named volumes and images stay. Run again it does what is left to do.',
  options: [YES],
  examples: ['devopsellence solo down', 'devopsellence solo down --yes'],
  run: async (context) => {
    const { io, outside, globals, output } = context;
    await confirm(context, 'Remove agent and control plane of this machine, and all that they know?');
    output.stream();
    const done = (step: string) => {
      output.talk(step);
      output.event('progress', { step });
    };
    await takeDown(context, await outside.openHere(io), globals.context ?? SOLO_CONTEXT, done);
    return output.succeed({ message: 'This machine is neither control plane nor node any more.' });
  },
});
