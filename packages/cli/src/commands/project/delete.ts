import { deleteCommand } from '../../scope/delete.js';

export const command = deleteCommand('project');
