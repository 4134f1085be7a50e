import { labelCommand } from './change.js';

export const command = labelCommand('set', ['devopsellence node label set prod-1 --labels web,worker']);
