import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { chooseEnvironment } from '../../environment.js';
import { changeService } from '../../standalone/change-service.js';
import { checkedOverrides } from '../../standalone/checked-settings.js';
import { presetSettings } from '../../standalone/current-settings.js';
import { completeSettings, readSettings } from '../../standalone/read-settings.js';
import { reportOutcome } from '../../standalone/report-outcome.js';
import { CHANGE_NOTE, CHANGE_OPTIONS, NODE, PRESET_NAME, WAIT } from '../../standalone/setting-options.js';

export const command = defineCommand({
  description:
    'Brings a deleted service back from its preset, with a freshly pulled image, and on the volumes that it left. ' +
    `${CHANGE_NOTE} A service that is there is updated, not restored.`,
  args: [PRESET_NAME],
  options: [...CHANGE_OPTIONS, NODE, WAIT],
  examples: [
    'devopsellence service restore redis',
    'devopsellence service restore redis --image redis:8 --node prod-2 --wait',
  ],
  run: async (context) => {
    const { input } = context;
    const name = input.get(PRESET_NAME);
    const given = await readSettings(context);
    checkedOverrides(given.overrides);
    return withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const settings = await completeSettings(given, () => presetSettings(client, { environment, name }));
      const place = { node: input.get(NODE), wait: input.get(WAIT) };
      const request = { environment, name, overrides: checkedOverrides(settings), ...place };
      context.output.talk(`Restoring ${name}: it is checked, its image is pulled, then it is started.`);
      const outcome = await changeService(name, () => client.restoreService(request));
      return reportOutcome(context, { environment, verb: 'Restored', outcome });
    });
  },
});
