import type { Finding } from '@devopsellence/core';
import { defineCommand } from '../../command.js';
import { DRY_RUN } from '../../deploy/dry-run.js';
import { publishAgain } from '../../deploy/publish-again.js';
import { SUPERSEDE } from '../../deploy/supersede.js';
import { TAKE_BACK } from '../../deploy/take-back.js';
import { flag, optionalArgument } from '../../parameter.js';

/** To which one goes back. */
export const RELEASE = optionalArgument('RELEASE', 'its number, its id, or what its revision begins with');
export const WITH_TASK = flag('--with-task', 'run its release task, too');

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
  args: [RELEASE],
  options: [WITH_TASK, DRY_RUN, SUPERSEDE, TAKE_BACK],
  examples: [
    'devopsellence release rollback --dry-run',
    'devopsellence release rollback',
    'devopsellence release rollback 12 --env staging',
  ],
  run: (context) => {
    const chosen = { release: context.input.get(RELEASE) ?? '', withTask: context.input.get(WITH_TASK) };
    return publishAgain(context, {
      findings: [NOT_REWOUND],
      ask: (client, request) => client.rollBack({ ...request, ...chosen }),
    });
  },
});
