import { useCommand } from '../../scope/use.js';

export const command = useCommand('environment');
