import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { chooseEnvironment } from '../../environment.js';
import { changeService } from '../../standalone/change-service.js';
import { checkedOverrides } from '../../standalone/checked-settings.js';
import { currentSettings } from '../../standalone/current-settings.js';
import { completeSettings, readSettings } from '../../standalone/read-settings.js';
import { reportOutcome } from '../../standalone/report-outcome.js';
import { CHANGE_NOTE, CHANGE_OPTIONS, SERVICE_NAME, WAIT } from '../../standalone/setting-options.js';

export const command = defineCommand({
  description:
    `Pulls the image, and replaces the container when the image or a setting is another. ${CHANGE_NOTE} When the new ` +
    'container does not stay up, the old one comes back.',
  args: [SERVICE_NAME],
  options: [...CHANGE_OPTIONS, WAIT],
  examples: [
    'devopsellence service update redis',
    'devopsellence service update search --image getmeili/meilisearch:v1.8 --wait',
    'devopsellence service update search --env MEILI_ENV=production --env MEILI_NO_ANALYTICS=true',
    "devopsellence service update vpn --privileged false --hostname ''",
  ],
  run: async (context) => {
    const { input } = context;
    const name = input.get(SERVICE_NAME);
    const given = await readSettings(context);
    checkedOverrides(given.overrides);
    return withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const settings = await completeSettings(given, () => currentSettings(client, { environment, name }));
      const request = { environment, name, overrides: checkedOverrides(settings), wait: input.get(WAIT) };
      context.output.talk(`Pulling the image of ${name}; its container is replaced when something is another.`);
      const outcome = await changeService(name, () => client.updateService(request));
      return reportOutcome(context, { environment, verb: 'Updated', outcome });
    });
  },
});
