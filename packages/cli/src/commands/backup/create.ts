import { bytesText } from '@devopsellence/core';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { backupFields } from '../../document/backups.js';

export const command = defineCommand({
  description:
    'Copies the database as it is at this moment, and the sealed keys of the control plane, to a folder on its machine, while everything goes on. The master key is not in it: keep DATA_DIR/master.key elsewhere, once.',
  examples: ['devopsellence backup create', 'devopsellence backup create --json'],
  run: (context) =>
    withClient(context, async (client) => {
      const backup = await client.createBackup();
      return context.output.succeed({
        message: `Made the backup ${backup.id}.`,
        fields: { backup: backupFields(backup) },
        lines: [
          `Made the backup ${backup.id}: ${bytesText(backup.size)}, ${backup.nodes} nodes, ${backup.secrets} secrets.`,
          `It is in ${backup.path} on the machine of the control plane: copy that folder elsewhere.`,
        ],
      });
    }),
});
