import { defineCommand } from '../../command.js';
import { confirm, YES } from '../../confirm.js';
import { withClient } from '../../connect.js';
import { deletedFields } from '../../document/standalone.js';
import { environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { flag } from '../../parameter.js';
import { deletedLines } from '../../render/standalone-outcome.js';
import { changeService } from '../../standalone/change-service.js';
import { SERVICE_NAME } from '../../standalone/setting-options.js';

const withVolumes = flag('--with-volumes', 'remove its named volumes that no other service wants, for good');

export const command = defineCommand({
  description: 'Stops and removes it. Its preset stays, and so do its named volumes: `service restore` brings it back.',
  args: [SERVICE_NAME],
  options: [withVolumes, YES],
  examples: ['devopsellence service delete redis', 'devopsellence service delete redis --with-volumes --yes'],
  run: (context) => {
    const name = context.input.get(SERVICE_NAME);
    const areVolumesLost = context.input.get(withVolumes);
    return withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const lost = areVolumesLost ? ', and its named volumes with all that is in them' : '; its volumes stay';
      await confirm(context, `Stop and remove ${name}${lost}?`);
      const deleted = await changeService(name, () => client.deleteService({ environment, name }, areVolumesLost));
      return context.output.succeed({
        message: `Deleted ${deleted.name} on ${deleted.node}.`,
        fields: { ...environmentFields(environment), ...deletedFields(deleted) },
        lines: deletedLines(deleted),
      });
    });
  },
});
