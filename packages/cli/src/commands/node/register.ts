import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { duration, list, text } from '../../parameter.js';
import { joinOffer } from './join-offer.js';

const name = text('--name <NAME>', "name of the node (default: the machine's host name)");
const labels = list('--labels <A,B>', 'labels of the node (default: web)');
const expires = duration('--expires <DURATION>', 'how long the token can be used (default: 1h)');

export const command = defineCommand({
  description: 'The token lets one machine join, once. Several tokens may wait at the same time; no app has to exist.',
  options: [name, labels, expires],
  examples: [
    'devopsellence node register --name prod-1',
    'devopsellence node register --name prod-2 --labels web,worker --expires 15m',
  ],
  run: (context) =>
    withClient(context, async (client) => {
      const { input } = context;
      const request = { name: input.get(name), labels: input.get(labels), expiresInMs: input.get(expires) };
      const offer = await client.registerNode(request);
      return joinOffer(context, offer, `Registered ${offer.name === '' ? 'a node' : offer.name}.`);
    }),
});
