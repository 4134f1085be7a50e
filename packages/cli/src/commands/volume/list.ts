import { bytesText } from '@devopsellence/core';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { flag, text } from '../../parameter.js';
import { tableLines } from '../../render/table.js';
import { usage } from '../../usage.js';

const node = text('--node <NAME>', 'name or id of the node');
const sizes = flag('--sizes', 'also how much room each takes, which can take the engine a while');

export const command = defineCommand({
  description: 'Named volumes survive everything short of `volume remove`: this shows what is left, and who wants it.',
  options: [node, sizes],
  examples: ['devopsellence volume list --node prod-1', 'devopsellence volume list --node prod-1 --sizes'],
  run: (context) =>
    withClient(context, async (client) => {
      const { input, output } = context;
      const name = input.get(node);
      if (name === null) throw usage('--node is missing', undefined, ['devopsellence node list']);
      const volumes = await client.listVolumes(name, input.get(sizes));
      const rows = volumes.map(({ name: volume, wantedBy, usedBy, bytes }) => [
        volume,
        wantedBy.join(', ') || '(nobody)',
        usedBy.join(', ') || '-',
        bytes === null ? '' : bytesText(bytes),
      ]);
      return output.succeed({
        message: volumes.length === 1 ? '1 volume' : `${volumes.length} volumes`,
        fields: {
          node: name,
          volumes: volumes.map(({ isOwn, usedBy, wantedBy, ...volume }) => ({
            ...volume,
            own: isOwn,
            used_by: usedBy,
            wanted_by: wantedBy,
          })),
        },
        lines:
          rows.length === 0 ? [`No volumes on ${name}.`] : tableLines([['NAME', 'WANTED BY', 'USED BY', ''], ...rows]),
      });
    }),
});
