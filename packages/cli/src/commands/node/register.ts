import { toIso } from '@devopsellence/core';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { duration, list, text } from '../../parameter.js';

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
      const { input, output } = context;
      const request = { name: input.get(name), labels: input.get(labels), expiresInMs: input.get(expires) };
      const registration = await client.registerNode(request);
      const expiresAt = toIso(registration.expiresAt);
      output.talk(`Type this on the machine. It works once, until ${expiresAt}:`);
      return output.succeed({
        message: `Registered ${registration.name === '' ? 'a node' : registration.name}.`,
        fields: {
          name: registration.name,
          join_token: registration.joinToken,
          command: registration.command,
          expires_at: expiresAt,
        },
        lines: [registration.command],
      });
    }),
});
