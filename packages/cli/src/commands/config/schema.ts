import { configJsonSchema } from '@devopsellence/core';
import { defineCommand } from '../../command.js';

export const command = defineCommand({
  description: 'Prints the JSON Schema as it is: with --json too, no envelope is put around it.',
  examples: ['devopsellence config schema > devopsellence.schema.json'],
  run: async ({ output }) => {
    output.line(JSON.stringify(configJsonSchema(), null, 2));
    return 0;
  },
});
