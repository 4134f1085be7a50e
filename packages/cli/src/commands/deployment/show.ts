import { AppError } from '@devopsellence/core';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import type { DeploymentProgress } from '../../client/status.js';
import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { deploymentFields, nodeStatusFields } from '../../document/status.js';
import { optionalArgument } from '../../parameter.js';
import { deploymentText, taskLines } from '../../render/status.js';
import { chooseDeployment } from './choose-deployment.js';

const id = optionalArgument('ID', 'id of the deployment (default: the newest)');

export const command = defineCommand({
  description: 'How it ended and why, or what it waits for; with the exit code and the last lines of its task.',
  args: [id],
  examples: ['devopsellence deployment show', 'devopsellence deployment show 01KB5Q8Z3M7N2P4R6S8T0V2W4X --json'],
  run: (context) =>
    withClient(context, async (client) => {
      const { io, input, outside, output } = context;
      const { deployment, nodes } = await stateOf(client, await chooseDeployment(context, client, input.get(id)));
      const style = { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() };
      return output.succeed({
        message: `deployment ${deployment.id} ${deployment.state}`,
        fields: { deployment: deploymentFields(deployment), nodes: nodes.map(nodeStatusFields) },
        lines: [
          deploymentText(deployment, style),
          `  release     ${deployment.releaseId} (revision ${deployment.revision})`,
          ...(deployment.task === null ? [] : taskLines(deployment.task, style.now)),
        ],
      });
    }),
});

async function stateOf(client: ControlPlaneClient, deploymentId: string): Promise<DeploymentProgress> {
  for await (const progress of client.watchDeployment(deploymentId)) return progress;
  throw new AppError('internal', { message: `the control plane said nothing of deployment ${deploymentId}` });
}
