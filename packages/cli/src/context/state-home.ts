import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../io.js';

/** The folder of everything the CLI remembers. Scripts and tests point DEVOPSELLENCE_STATE_HOME elsewhere. */
export function stateHome(env: Io['env']): string {
  const own = env.DEVOPSELLENCE_STATE_HOME;
  if (own !== undefined && own !== '') return own;
  const xdg = env.XDG_STATE_HOME;
  if (xdg !== undefined && xdg !== '') return join(xdg, 'devopsellence');
  return join(env.HOME ?? homedir(), '.local', 'state', 'devopsellence');
}
