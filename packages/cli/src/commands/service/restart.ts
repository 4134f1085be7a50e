import { defineCommand } from '../../command.js';
import { SERVICE_NAME, WAIT } from '../../standalone/setting-options.js';
import { switchService } from '../../standalone/switch-service.js';

export const command = defineCommand({
  description: 'Restarts its container in place. One that was stopped is started.',
  args: [SERVICE_NAME],
  options: [WAIT],
  examples: ['devopsellence service restart redis', 'devopsellence service restart redis --wait'],
  run: (context) => switchService(context, 'restart'),
});
