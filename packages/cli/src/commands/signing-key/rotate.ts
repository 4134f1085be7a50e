import { defineCommand } from '../../command.js';
import { YES } from '../../confirm.js';
import { FINISH, rotate, WITHOUT } from '../../rotation/rotate.js';

export const command = defineCommand({
  description:
    'Makes a new key and lets every node learn it; then it signs. The old one is dropped by itself as soon as every node ' +
    'has the new one: a node that is away catches up when it is back. --finish does not wait for those.',
  options: [FINISH, WITHOUT, YES],
  examples: [
    'devopsellence signing-key rotate',
    'devopsellence signing-key status',
    'devopsellence signing-key rotate --finish --without prod-7 --yes',
  ],
  run: (context) => rotate(context, 'signing_key'),
});
