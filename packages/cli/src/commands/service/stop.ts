import { defineCommand } from '../../command.js';
import { SERVICE_NAME } from '../../standalone/setting-options.js';
import { switchService } from '../../standalone/switch-service.js';

export const command = defineCommand({
  description: 'Stops its container, and keeps it stopped, also when the node starts anew, until `service start`.',
  args: [SERVICE_NAME],
  examples: ['devopsellence service stop redis', 'devopsellence service stop redis --json'],
  run: (context) => switchService(context, 'stop'),
});
