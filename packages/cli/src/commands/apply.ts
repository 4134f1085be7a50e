import { defineCommand } from '../command.js';
import { DRY_RUN } from '../deploy/dry-run.js';
import { publishAgain } from '../deploy/publish-again.js';
import { SUPERSEDE } from '../deploy/supersede.js';
import { TAKE_BACK } from '../deploy/take-back.js';

export const command = defineCommand({
  description:
    'The release stays the same: nothing is built, and of the config only the names of organization, project and environment are used. ' +
    'Publishes what `status` shows as pending changes.',
  options: [DRY_RUN, SUPERSEDE, TAKE_BACK],
  examples: ['devopsellence apply', 'devopsellence apply --env staging --dry-run'],
  run: (context) => publishAgain(context, { findings: [], ask: (client, request) => client.apply(request) }),
});
