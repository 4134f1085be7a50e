import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { standaloneFields } from '../../document/standalone.js';
import { environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { standaloneTable } from '../../render/standalone.js';

export const command = defineCommand({
  description:
    'The services that are of no release: how they are, where they run, how they are reached, and their variables. ' +
    'Of secrets the names are shown.',
  examples: ['devopsellence service list', 'devopsellence service list --env staging --json'],
  run: (context) =>
    withClient(context, async (client) => {
      const { io, outside, output } = context;
      const environment = await chooseEnvironment(context, client);
      const services = await client.listServices(environment);
      const style = { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() };
      return output.succeed({
        message: services.length === 1 ? '1 service' : `${services.length} services`,
        fields: { ...environmentFields(environment), services: services.map(standaloneFields) },
        lines:
          services.length === 0
            ? ['No standalone service. Make one: devopsellence service create redis redis:7 6379']
            : standaloneTable(services, style),
      });
    }),
});
