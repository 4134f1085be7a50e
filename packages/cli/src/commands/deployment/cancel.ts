import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { deploymentFields } from '../../document/status.js';
import { optionalArgument } from '../../parameter.js';
import { deploymentText } from '../../render/status.js';
import { chooseDeployment } from './choose-deployment.js';

const id = optionalArgument('ID', 'id of the deployment (default: the newest)');

export const command = defineCommand({
  description:
    'Nodes that it has reached get back what they had before, unless `rollout.on_failure` is `stop`. One that has ended stays ' +
    'as it ended.',
  args: [id],
  examples: ['devopsellence deployment cancel', 'devopsellence deployment cancel 01KB5Q8Z3M7N2P4R6S8T0V2W4X'],
  run: (context) =>
    withClient(context, async (client) => {
      const { io, input, outside, output } = context;
      const deployment = await client.cancelDeployment(await chooseDeployment(context, client, input.get(id)));
      const style = { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() };
      return output.succeed({
        message: deploymentText(deployment, style),
        fields: { deployment: deploymentFields(deployment) },
      });
    }),
});
