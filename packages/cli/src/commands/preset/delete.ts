import { defineCommand } from '../../command.js';
import { confirm, YES } from '../../confirm.js';
import { withClient } from '../../connect.js';
import { environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { PRESET_NAME } from '../../standalone/setting-options.js';

export const command = defineCommand({
  description:
    'Forgets the saved settings of a service, in all versions. A service that runs goes on with those it has.',
  args: [PRESET_NAME],
  options: [YES],
  examples: ['devopsellence preset delete redis', 'devopsellence preset delete redis --yes'],
  run: (context) => {
    const name = context.input.get(PRESET_NAME);
    return withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      await confirm(context, `Forget the preset ${name}, with all its versions?`);
      await client.deletePreset({ environment, name });
      return context.output.succeed({
        message: `Deleted preset ${name}.`,
        fields: { ...environmentFields(environment), preset: name },
      });
    });
  },
});
