import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { deploymentFields, environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { deploymentCell } from '../../render/shown-state.js';
import { tableLines } from '../../render/table.js';
import { agoText, elapsedText } from '../../render/time.js';

export const command = defineCommand({
  description: 'Deploys, applies and rollbacks of the environment, the newest first.',
  examples: ['devopsellence deployment list', 'devopsellence deployment list --env staging --json'],
  run: (context) =>
    withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const deployments = await client.listDeployments(environment);
      const now = context.outside.clock.now();
      const colours = coloursFor(context.io.stdout, context.io.env);
      const rows = deployments.map((deployment) => [
        deployment.id,
        deployment.kind,
        deploymentCell(deployment.state, colours),
        deployment.revision.slice(0, 12),
        agoText(deployment.startedAt, now),
        elapsedText((deployment.endedAt ?? now) - deployment.startedAt),
        deployment.startedBy,
      ]);
      return context.output.succeed({
        message: deployments.length === 1 ? '1 deployment' : `${deployments.length} deployments`,
        fields: { ...environmentFields(environment), deployments: deployments.map(deploymentFields) },
        lines:
          rows.length === 0
            ? ['No deployment yet. Make one: devopsellence deploy']
            : tableLines([['ID', 'KIND', 'STATE', 'REVISION', 'STARTED', 'TOOK', 'BY'], ...rows]),
      });
    }),
});
