import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { argument, duration } from '../../parameter.js';
import { joinOffer } from './join-offer.js';

const node = argument('NAME', 'name or id of the node');
const expires = duration('--expires <DURATION>', 'how long the token can be used (default: 1h)');

export const command = defineCommand({
  description:
    'For a node whose certificate ran out while it was away, or whose certificate authority was dropped meanwhile. It stays ' +
    'the same node: labels, environments and what runs on it stay. Nothing has to be stopped or restarted there.',
  args: [node],
  options: [expires],
  examples: ['devopsellence node rejoin prod-1', 'devopsellence node rejoin prod-1 --expires 15m'],
  run: (context) =>
    withClient(context, async (client) => {
      const { input } = context;
      const offer = await client.rejoinNode(input.get(node), input.get(expires));
      return joinOffer(context, offer, `${offer.name} may join again.`);
    }),
});
