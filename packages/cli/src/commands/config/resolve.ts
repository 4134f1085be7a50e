import { defaultEnvironment, encodeSpec, resolve } from '@devopsellence/core';
import { loadApp } from '../../app.js';
import { defineCommand } from '../../command.js';
import { environmentOf } from '../../environment.js';
import { parseJson } from '../../json.js';

export const command = defineCommand({
  description:
    'Shows the spec that a deploy would hand over: overlay applied, every default filled in. Secrets appear by name only.',
  examples: ['devopsellence config resolve', 'devopsellence config resolve --env staging --json'],
  run: async (context) => {
    const { file, config } = await loadApp(context);
    const environment = environmentOf(context, defaultEnvironment(config));
    const spec = parseJson(encodeSpec(resolve(config, environment)));
    return context.output.succeed({
      message: `${file} resolved for ${environment}`,
      fields: { environment, spec },
      lines: [JSON.stringify(spec, null, 2)],
    });
  },
});
