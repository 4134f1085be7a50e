import { labelCommand } from './change.js';

export const command = labelCommand('add', ['devopsellence node label add prod-1 --labels worker']);
