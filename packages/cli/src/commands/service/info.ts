import { parseStandaloneName } from '@devopsellence/core';
import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { standaloneFields } from '../../document/standalone.js';
import { environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { standaloneText } from '../../render/standalone.js';
import { SERVICE_NAME } from '../../standalone/setting-options.js';

export const command = defineCommand({
  description:
    'Image and digest, how it is and how it is reached, and all its settings, in JSON under the names under which they ' +
    'are given. Of secrets the names are shown.',
  args: [SERVICE_NAME],
  examples: ['devopsellence service info redis', 'devopsellence service info redis --json'],
  run: (context) => {
    const name = parseStandaloneName(context.input.get(SERVICE_NAME));
    return withClient(context, async (client) => {
      const { io, outside, output } = context;
      const environment = await chooseEnvironment(context, client);
      const service = await client.getService({ environment, name });
      const style = { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() };
      return output.succeed({
        message: `service ${service.name} on ${service.node}`,
        fields: { ...environmentFields(environment), service: standaloneFields(service) },
        lines: standaloneText(service, style),
      });
    });
  },
});
