import { bytesText, type Finding } from '@devopsellence/core';
import type { Backup } from '../../client/backup-client.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { backupFields } from '../../document/backups.js';
import { tableLines } from '../../render/table.js';
import { agoText } from '../../render/time.js';

export const command = defineCommand({
  description: 'Those on the machine of the control plane, the newest first.',
  examples: ['devopsellence backup list'],
  run: (context) =>
    withClient(context, async (client) => {
      const { backups, unreadable } = await client.listBackups();
      const now = context.outside.clock.now();
      const rows = backups.map(({ id, madeAt, reason, size, nodes, secrets }) => [
        id,
        agoText(madeAt, now),
        reason,
        bytesText(size),
        String(nodes),
        String(secrets),
      ]);
      return context.output.succeed({
        message: backups.length === 1 ? '1 backup' : `${backups.length} backups`,
        findings: damagedFindings(backups, unreadable),
        fields: { backups: backups.map(backupFields), unreadable },
        lines:
          rows.length === 0 ? ['No backups.'] : tableLines([['ID', 'MADE', 'BY', 'SIZE', 'NODES', 'SECRETS'], ...rows]),
      });
    }),
});

function damagedFindings(backups: readonly Backup[], unreadable: readonly string[]): readonly Finding[] {
  const damaged = [...backups.filter(({ isWhole }) => !isWhole).map(({ id }) => id), ...unreadable];
  if (damaged.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'damaged_backup',
      message: `of no use any more: ${damaged.join(', ')}`,
      nextActions: ['devopsellence backup create'],
    },
  ];
}
