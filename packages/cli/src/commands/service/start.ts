import { defineCommand } from '../../command.js';
import { SERVICE_NAME, WAIT } from '../../standalone/setting-options.js';
import { switchService } from '../../standalone/switch-service.js';

export const command = defineCommand({
  description: 'Starts a service that was stopped, with the settings that it has.',
  args: [SERVICE_NAME],
  options: [WAIT],
  examples: ['devopsellence service start redis', 'devopsellence service start redis --wait'],
  run: (context) => switchService(context, 'start'),
});
