import { loadApp } from '../../app.js';
import { defineCommand } from '../../command.js';

export const command = defineCommand({
  description: 'Checks the config in every environment it declares, without talking to a control plane.',
  examples: ['devopsellence config validate', 'devopsellence config validate --config app/devopsellence.yml'],
  run: async (context) => {
    const { file, config } = await loadApp(context);
    const environments = Object.keys(config.environments ?? {}).sort();
    const where = environments.length === 0 ? '' : ` (environments: ${environments.join(', ')})`;
    return context.output.succeed({ message: `${file} is valid${where}.`, fields: { file, environments } });
  },
});
