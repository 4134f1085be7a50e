import { labelCommand } from './change.js';

export const command = labelCommand('remove', ['devopsellence node label remove prod-1 --labels worker']);
