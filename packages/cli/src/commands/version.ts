import { VERSION } from '@devopsellence/runtime';
import { defineCommand } from '../command.js';

export const command = defineCommand({
  examples: ['devopsellence version', 'devopsellence version --json'],
  run: async ({ output }) => {
    const fields = {
      version: VERSION,
      node_version: process.versions.node,
      platform: `${process.platform}/${process.arch}`,
    };
    return output.succeed({ message: `devopsellence ${VERSION}`, fields });
  },
});
