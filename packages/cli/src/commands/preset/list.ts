import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { presetFields } from '../../document/standalone.js';
import { environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { presetTable } from '../../render/preset.js';

export const command = defineCommand({
  description: 'What standalone services are made with, also those that have been deleted; the newest version of each.',
  examples: ['devopsellence preset list', 'devopsellence preset list --json'],
  run: (context) =>
    withClient(context, async (client) => {
      const { io, outside, output } = context;
      const environment = await chooseEnvironment(context, client);
      const presets = await client.listPresets(environment);
      const style = { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() };
      return output.succeed({
        message: presets.length === 1 ? '1 preset' : `${presets.length} presets`,
        fields: { ...environmentFields(environment), presets: presets.map(presetFields) },
        lines:
          presets.length === 0
            ? ['No preset yet. `devopsellence service create` saves one.']
            : presetTable(presets, style),
      });
    }),
});
