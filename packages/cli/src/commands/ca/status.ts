import { defineCommand } from '../../command.js';
import { showRotation } from '../../rotation/rotate.js';

export const command = defineCommand({
  description: 'Shows which one is used, which other one is trusted, and which nodes the next step waits for.',
  examples: ['devopsellence ca status', 'devopsellence ca status --json'],
  run: (context) => showRotation(context, 'certificate_authority'),
});
