import type { Io } from '../io.js';
import { readContexts, writeContexts } from './contexts.js';
import { stateHome } from './state-home.js';

/** Forgets a control plane that is gone. Where it was the current one, there is none until another is chosen. */
export async function forgetContext({ env }: Pick<Io, 'env'>, name: string): Promise<void> {
  const home = stateHome(env);
  const { current, byName } = await readContexts(home);
  if (!byName.has(name)) return;
  const rest = new Map([...byName].filter(([known]) => known !== name));
  await writeContexts(home, { current: current === name ? null : current, byName: rest });
}
