import { defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { rollOut } from '../deploy/rollout.js';
import { TAKE_BACK } from '../deploy/take-back.js';
import { chooseEnvironment } from '../environment.js';
import { flag } from '../parameter.js';

const dryRun = flag('--dry-run', 'show the plan and change nothing');

export const command = defineCommand({
  description:
    'The release stays the same: nothing is built, and of the config only the names of organization, project and environment are used. ' +
    'Publishes what `status` shows as pending changes.',
  options: [dryRun, TAKE_BACK],
  examples: ['devopsellence apply', 'devopsellence apply --env staging --dry-run'],
  run: (context) =>
    withClient(context, async (client) => {
      const { input, outside, output } = context;
      output.stream();
      const startedAt = outside.clock.now();
      const environment = await chooseEnvironment(context, client);
      const takeBack = input.get(TAKE_BACK);
      const request = { environment, dryRun: input.get(dryRun), takeBack, requestToken: outside.requestToken() };
      const start = () => client.apply(request);
      return rollOut(context, client, { environment, dryRun: request.dryRun, startedAt, findings: [], start });
    }),
});
