import { listCommand } from '../../scope/list.js';

export const command = listCommand('environment');
