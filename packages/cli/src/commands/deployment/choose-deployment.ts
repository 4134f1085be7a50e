import { AppError } from '@devopsellence/core';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import type { CommandContext } from '../../command.js';
import { chooseEnvironment } from '../../environment.js';

/** The deployment that was named, or else the newest of the environment. Throws `not_found` where there is none. */
export async function chooseDeployment(
  context: CommandContext,
  client: ControlPlaneClient,
  named: string | null,
): Promise<string> {
  if (named !== null) return named;
  const environment = await chooseEnvironment(context, client);
  const [newest] = await client.listDeployments(environment);
  if (newest !== undefined) return newest.id;
  throw new AppError('not_found', {
    message: 'nothing was deployed to this environment yet',
    nextActions: ['devopsellence deploy'],
  });
}
