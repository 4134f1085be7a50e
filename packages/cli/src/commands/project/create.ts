import { createCommand } from '../../scope/create.js';

export const command = createCommand('project');
