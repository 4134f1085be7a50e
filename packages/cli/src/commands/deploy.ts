import { loadApp } from '../app.js';
import { type CommandContext, defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { deployBuilt } from '../deploy/deploy-built.js';
import { DRY_RUN } from '../deploy/dry-run.js';
import { prepareDeploy } from '../deploy/request.js';
import { rollOut } from '../deploy/rollout.js';
import { SUPERSEDE } from '../deploy/supersede.js';
import { TAKE_BACK } from '../deploy/take-back.js';
import { text } from '../parameter.js';

/** Of the services without one of their own. */
export const IMAGE = text('--image <REF>', 'image of the services without one of their own (default: built here)');

export const command = defineCommand({
  description:
    'Everything is checked before anything changes: config, placement, secrets, images. Then every node is followed until it has settled. ' +
    'Ctrl-C ends the following, not the deployment. Exit code 1: it failed; 3: it did not settle in time.',
  options: [IMAGE, DRY_RUN, SUPERSEDE, TAKE_BACK],
  examples: [
    'devopsellence deploy',
    'devopsellence deploy --env staging --dry-run',
    'devopsellence deploy --image registry.example.com/shop:1.4.2',
    'devopsellence deploy --supersede',
    'devopsellence deploy --json | tail -n 1 | jq .deployment.state',
  ],
  run: deploy,
});

async function deploy(context: CommandContext): Promise<number> {
  const { input, outside, output } = context;
  output.stream();
  const startedAt = outside.clock.now();
  const app = await loadApp(context);
  // The client comes first: whoever is not logged in should know before an image is built.
  return withClient(context, async (client) => {
    const isDryRun = input.get(DRY_RUN);
    const { request, findings } = await prepareDeploy(context, {
      app,
      client,
      image: input.get(IMAGE),
      dryRun: isDryRun,
    });
    const requestToken = outside.requestToken();
    return rollOut(context, client, {
      environment: request.environment,
      dryRun: isDryRun,
      startedAt,
      findings,
      start: () =>
        deployBuilt(context, client, {
          ...request,
          dryRun: isDryRun,
          takeBack: input.get(TAKE_BACK),
          supersede: input.get(SUPERSEDE),
          requestToken,
        }),
    });
  });
}
