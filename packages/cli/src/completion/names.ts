import { type Config, defaultEnvironment } from '@devopsellence/core';
import { loadApp } from '../app.js';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';
import { withClient } from '../connect.js';
import { readContexts } from '../context/contexts.js';
import { stateHome } from '../context/state-home.js';
import { chooseEnvironment } from '../environment.js';
import type { NameKind } from './words.js';

/** Whoever pressed the key does not wait longer for names from far away. */
const PATIENCE_MS = 1_500;
/** The newest runs are the ones that are asked about. */
const RUNS = 20;

/** Names of a kind, as far as they can be known now: none where there is no config, no login or no answer. */
export async function namesOf(kind: NameKind, context: CommandContext): Promise<readonly string[]> {
  try {
    return await read(kind, context);
  } catch {
    // In the middle of a line that somebody types no complaint has a place.
    return [];
  }
}

async function read(kind: NameKind, context: CommandContext): Promise<readonly string[]> {
  switch (kind) {
    case 'node':
      return namesAsked(context, async (client) => (await client.listNodes()).map(({ name }) => name));
    case 'release':
      return namesAsked(context, async (client) => {
        const releases = await client.listReleases(await chooseEnvironment(context, client));
        return releases.map(({ number }) => String(number));
      });
    case 'deployment':
      return namesAsked(context, async (client) => {
        const deployments = await client.listDeployments(await chooseEnvironment(context, client));
        return deployments.map(({ id }) => id);
      });
    case 'run':
      return namesAsked(context, async (client) => {
        const environment = await chooseEnvironment(context, client);
        return (await client.listTaskRuns({ environment, task: null, limit: RUNS })).map(({ id }) => id);
      });
    case 'standalone':
      return namesAsked(context, async (client) => {
        const services = await client.listServices(await chooseEnvironment(context, client));
        return services.map(({ name }) => name);
      });
    case 'preset':
      return namesAsked(context, async (client) => {
        const presets = await client.listPresets(await chooseEnvironment(context, client));
        return presets.map(({ name }) => name);
      });
    case 'context':
      return [...(await readContexts(stateHome(context.io.env))).byName.keys()];
    case 'service':
      return Object.keys((await appOf(context)).services);
    case 'task':
      return taskNames(await appOf(context));
    case 'environment': {
      const config = await appOf(context);
      return [...new Set([defaultEnvironment(config), ...Object.keys(config.environments ?? {})])];
    }
  }
}

/** Environments may add tasks of their own. */
function taskNames({ tasks, environments }: Config): readonly string[] {
  const all = [{ tasks }, ...Object.values(environments ?? {})].flatMap((each) => Object.keys(each.tasks ?? {}));
  return [...new Set(all)];
}

async function appOf({ io, globals }: CommandContext) {
  return (await loadApp({ io, globals })).config;
}

function namesAsked(
  context: CommandContext,
  ask: (client: ControlPlaneClient) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const { clock } = context.outside;
  return withClient(context, async (client) => {
    const answered = new AbortController();
    const tooLate = clock.sleep(PATIENCE_MS, answered.signal).then(() => []);
    return await Promise.race([ask(client), tooLate]).finally(() => answered.abort());
  });
}
