import type { Finding } from '@devopsellence/core';
import type { ApplyRequest, ControlPlaneClient, DeployReply } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';
import { withClient } from '../connect.js';
import { chooseEnvironment } from '../environment.js';
import { DRY_RUN } from './dry-run.js';
import { rollOut } from './rollout.js';
import { SUPERSEDE } from './supersede.js';
import { TAKE_BACK } from './take-back.js';

export interface PublishedAgain {
  readonly findings: readonly Finding[];
  readonly ask: (client: ControlPlaneClient, request: ApplyRequest) => Promise<DeployReply>;
}

/** Publishes a release that exists, of which nothing is built, and follows that. For commands with DRY_RUN, TAKE_BACK and SUPERSEDE. */
export function publishAgain(context: CommandContext, { findings, ask }: PublishedAgain): Promise<number> {
  return withClient(context, async (client) => {
    const { input, outside, output } = context;
    output.stream();
    const startedAt = outside.clock.now();
    const environment = await chooseEnvironment(context, client);
    const dryRun = input.get(DRY_RUN);
    const [takeBack, supersede] = [input.get(TAKE_BACK), input.get(SUPERSEDE)];
    const request = { environment, dryRun, takeBack, supersede, requestToken: outside.requestToken() };
    return rollOut(context, client, { environment, dryRun, startedAt, findings, start: () => ask(client, request) });
  });
}
