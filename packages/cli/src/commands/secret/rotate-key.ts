import type { Finding } from '@devopsellence/core';
import type { MasterKey } from '../../client/identity-client.js';
import { type CommandContext, defineCommand } from '../../command.js';
import { confirm, YES } from '../../confirm.js';
import { withClient } from '../../connect.js';
import { flag } from '../../parameter.js';
import { documentOfMasterKey, followMasterKey, linesOfMasterKey } from '../../rotation/master-key.js';

const status = flag('--status', 'only show how far it is');

export const command = defineCommand({
  description:
    'Makes a new master key, with which the control plane seals secrets and passwords from then on, seals anew what was ' +
    'sealed before, and drops the old key. Values and containers stay as they are, and deploys go on. Backups made until ' +
    'then can be read only with the old key. A key that is in DEVOPSELLENCE_MASTER_KEY is replaced there, with the old ' +
    'one in DEVOPSELLENCE_MASTER_KEY_PREVIOUS.',
  options: [status, YES],
  examples: ['devopsellence secret rotate-key', 'devopsellence secret rotate-key --status --json'],
  run: rotateKey,
});

function rotateKey(context: CommandContext): Promise<number> {
  return withClient(context, async (client) => {
    const { masterKey: before } = await client.trustStatus();
    if (context.input.get(status)) return show(context, before, []);
    if (before.phase === 'steady' && !before.isFromEnvironment) {
      await confirm(
        context,
        'Drop the old master key? Backups made until now cannot be read without it: copy master.key elsewhere first.',
      );
    }
    const { masterKey: begun } = await client.rotateMasterKey();
    const after = await followMasterKey(context, client, begun);
    return show(context, after, after.current === before.current ? [] : adviceAfter(before));
  });
}

function show({ output }: CommandContext, key: MasterKey, findings: readonly Finding[]): number {
  const lines = linesOfMasterKey(key);
  return output.succeed({ message: lines[0] ?? '', fields: documentOfMasterKey(key), lines, findings });
}

function adviceAfter({ current }: MasterKey): readonly Finding[] {
  return [
    {
      severity: 'warning',
      code: 'copy_master_key',
      message: 'master.key in the data directory of the control plane is new: copy it elsewhere now.',
      nextActions: [],
    },
    {
      severity: 'info',
      code: 'backups_need_old_key',
      message: `Backups made until now need the key before, ${current}: keep the copy that you made of it as long as you keep them.`,
      nextActions: ['devopsellence backup create'],
    },
  ];
}
