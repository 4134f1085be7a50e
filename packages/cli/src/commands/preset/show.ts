import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { presetFields } from '../../document/standalone.js';
import { environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { presetText } from '../../render/preset.js';
import { newestVersion } from '../../standalone/newest-version.js';
import { PRESET_NAME } from '../../standalone/setting-options.js';

export const command = defineCommand({
  description: 'What a service comes back with, and who changed what of it when; in JSON with every version.',
  args: [PRESET_NAME],
  examples: ['devopsellence preset show redis', 'devopsellence preset show redis --json'],
  run: (context) => {
    const name = context.input.get(PRESET_NAME);
    return withClient(context, async (client) => {
      const { io, outside, output } = context;
      const environment = await chooseEnvironment(context, client);
      const versions = await client.presetVersions({ environment, name });
      const newest = newestVersion(versions, name);
      const style = { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() };
      return output.succeed({
        message: `preset ${newest.name} version ${newest.version}`,
        fields: {
          ...environmentFields(environment),
          preset: presetFields(newest),
          versions: versions.map(presetFields),
        },
        lines: presetText(newest, versions, style),
      });
    });
  },
});
