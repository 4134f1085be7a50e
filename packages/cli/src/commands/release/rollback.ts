import type { Finding } from '@devopsellence/core';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { rollOut } from '../../deploy/rollout.js';
import { TAKE_BACK } from '../../deploy/take-back.js';
import { chooseEnvironment } from '../../environment.js';
import { flag, optionalArgument } from '../../parameter.js';

const release = optionalArgument('RELEASE', 'its number, its id, or what its revision begins with');
const withTask = flag('--with-task', 'run its release task, too');
const dryRun = flag('--dry-run', 'show the plan and change nothing');

const NOT_REWOUND: Finding = {
  severity: 'warning',
  code: 'data_not_rewound',
  message: 'data is as it is now: what later releases changed in databases and volumes is not taken back',
  nextActions: [],
};

export const command = defineCommand({
  description:
    'Without RELEASE the newest one before the current one that settled. Nothing is built: the images are those of the ' +
    "release, by digest. Labels, secrets and nodes are today's, and no task runs unless it is asked for.",
  args: [release],
  options: [withTask, dryRun, TAKE_BACK],
  examples: [
    'devopsellence release rollback --dry-run',
    'devopsellence release rollback',
    'devopsellence release rollback 12 --env staging',
  ],
  run: (context) =>
    withClient(context, async (client) => {
      const { input, outside, output } = context;
      output.stream();
      const startedAt = outside.clock.now();
      const environment = await chooseEnvironment(context, client);
      const request = {
        environment,
        release: input.get(release) ?? '',
        withTask: input.get(withTask),
        dryRun: input.get(dryRun),
        takeBack: input.get(TAKE_BACK),
        requestToken: outside.requestToken(),
      };
      const start = () => client.rollBack(request);
      const findings = [NOT_REWOUND];
      return rollOut(context, client, { environment, dryRun: request.dryRun, startedAt, findings, start });
    }),
});
