import type { Scope } from '../client/access-client.js';
import type { CommandContext } from '../command.js';
import { usage } from '../usage.js';
import { NO_NAMES, readContexts, writeContexts } from './contexts.js';
import { chooseServer } from './server.js';
import { stateHome } from './state-home.js';

type Place = Pick<CommandContext, 'io' | 'globals'>;

/** Keeps with the context what commands are about where nothing says it. */
export async function writeDefaults(place: Place, defaults: Scope): Promise<void> {
  const { context } = await chooseServer(place);
  if (context === null) {
    throw usage(
      'there is no context to keep it with: DEVOPSELLENCE_SERVER chooses the control plane',
      'DEVOPSELLENCE_ORGANIZATION, DEVOPSELLENCE_PROJECT and DEVOPSELLENCE_ENVIRONMENT say the same there',
    );
  }
  const home = stateHome(place.io.env);
  const contexts = await readContexts(home);
  const saved = contexts.byName.get(context);
  if (saved === undefined) return;
  const byName = new Map([...contexts.byName, [context, { ...saved, defaults }]]);
  await writeContexts(home, { ...contexts, byName });
}

/** Drops from the context's defaults what has been deleted. */
export async function forgetDefaults(place: Place, deleted: Scope): Promise<void> {
  const { context, defaults } = await chooseServer(place);
  const rest = withoutDeleted(defaults, deleted);
  if (context !== null && rest !== defaults) await writeDefaults(place, rest);
}

function withoutDeleted(defaults: Scope, { organization, project, environment }: Scope): Scope {
  if (defaults.organization !== organization) return defaults;
  if (project === null) return NO_NAMES;
  if (defaults.project !== project) return defaults;
  if (environment === null) return { ...NO_NAMES, organization };
  return defaults.environment === environment ? { ...defaults, environment: null } : defaults;
}
