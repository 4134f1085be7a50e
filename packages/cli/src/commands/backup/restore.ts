import { toIso } from '@devopsellence/core';
import { defineCommand } from '../../command.js';
import { confirm, YES } from '../../confirm.js';
import { withClient } from '../../connect.js';
import { restoreFields } from '../../document/backups.js';
import { argument, flag } from '../../parameter.js';
import { restoreLines } from '../../render/restore.js';
import { carryOut } from '../../restore/carry-out.js';
import { restoreFindings } from '../../restore/restore-findings.js';

const backup = argument('ID', 'id of the backup, as `backup list` shows it');
const dryRun = flag('--dry-run', 'only say what would change');

export const command = defineCommand({
  description:
    'Puts a backup in the place of what the control plane has now, after showing what that changes. What there is now ' +
    'becomes a backup first. The control plane then starts anew, and agents come back to it; what runs on nodes runs on.',
  args: [backup],
  options: [dryRun, YES],
  examples: [
    'devopsellence backup restore 01KB5Q8Z3M7N2P4R6S8T0V2W4X --dry-run',
    'devopsellence backup restore 01KB5Q8Z3M7N2P4R6S8T0V2W4X',
  ],
  run: (context) =>
    withClient(context, async (client) => {
      const { input, output, outside } = context;
      const id = input.get(backup);
      const outline = await client.restoreBackup(id, true);
      const lines = restoreLines(outline, outside.clock.now());
      if (input.get(dryRun)) {
        const message = `The backup ${id} can be restored. Nothing was changed.`;
        return output.succeed({ message, fields: { restore: restoreFields(outline) }, lines: [...lines, message] });
      }
      output.talk(...lines);
      await confirm(
        context,
        `Put the backup of ${toIso(outline.backup.madeAt)} in the place of all that is there now?`,
      );
      const done = await carryOut(context, client, outline);
      return output.succeed({
        message: `Restored the backup ${id}.`,
        findings: restoreFindings(done),
        fields: { restore: restoreFields(done) },
        lines: [
          `Restored the backup ${id}.`,
          ...(done.savedBackup === '' ? [] : [`To take that back: devopsellence backup restore ${done.savedBackup}`]),
        ],
      });
    }),
});
