import { AppError, withNextActions } from '@devopsellence/core';
import { chooseNames } from './choose-names.js';
import type { Scope } from './client/access-client.js';
import type { ControlPlaneClient } from './client/control-plane-client.js';
import type { EnvironmentName } from './client/names.js';
import type { CommandContext } from './command.js';
import { NO_NAMES } from './context/contexts.js';
import { chooseServer } from './context/server.js';
import { configNotFound, findConfig } from './find-config.js';
import { type ConfigNames, FALLBACK_ENVIRONMENT, readNames } from './read-names.js';

/**
 * The environment a command is about: each name from its option, else its variable, else the config, else, without a
 * config, what `use` has set. Where nothing says the organization, the control plane is asked in which one the project is.
 */
export async function chooseEnvironment(context: CommandContext, client: ControlPlaneClient): Promise<EnvironmentName> {
  const { organization, project } = await chooseProject(context, client);
  const { environment } = await chosenNames(context);
  return { organization, project, environment: environment ?? FALLBACK_ENVIRONMENT };
}

/** The project a command is about, found in the same way. */
export async function chooseProject(
  context: CommandContext,
  client: ControlPlaneClient,
): Promise<Omit<EnvironmentName, 'environment'>> {
  const { organization, project } = await chosenNames(context);
  if (project === null) throw nothingNamed(context);
  return { organization: organization ?? (await organizationOf(project, client)), project };
}

/** The organization a command is about: its option, else its variable, else the config, else what `use` has set. */
export async function chooseOrganization(context: CommandContext): Promise<string> {
  const { organization } = await chosenNames(context);
  if (organization === null) throw nothingNamed(context);
  return organization;
}

/** What needs no config can be told by hand what it is about. */
function nothingNamed(context: CommandContext): AppError {
  const error = configNotFound(context);
  const byHand = 'devopsellence env use ENVIRONMENT --project PROJECT --org ORGANIZATION   # without a config';
  return withNextActions(error, [...error.nextActions, byHand]);
}

/** The environment of the app: `--env`, else its variable, else the config's default. */
export function environmentOf(context: CommandContext, fallback: string): string {
  return namesOf(context).environment ?? fallback;
}

/** The names that options and variables say, whatever the config says. */
export function namesOf({ globals, io }: CommandContext): Scope {
  return {
    organization: globals.organization ?? (io.env.DEVOPSELLENCE_ORGANIZATION || null),
    project: globals.project ?? (io.env.DEVOPSELLENCE_PROJECT || null),
    environment: globals.environment ?? (io.env.DEVOPSELLENCE_ENVIRONMENT || null),
  };
}

/** Everything that is said about the names, without asking the control plane. */
async function chosenNames(context: CommandContext): Promise<Scope> {
  const given = namesOf(context);
  if (given.organization !== null && given.project !== null && given.environment !== null) return given;
  const config = await configNames(context);
  const defaults = config === null ? (await chooseServer(context)).defaults : NO_NAMES;
  return chooseNames({ given, config, defaults });
}

/** The names of the config that applies here; null when there is none. */
export async function configNames(context: CommandContext): Promise<ConfigNames | null> {
  const found = await findConfig(context);
  if (found === null) return null;
  const names = readNames(found.text);
  if (names !== null) return names;
  const { namesInApp } = await import('./app.js');
  return namesInApp(found);
}

async function organizationOf(project: string, client: ControlPlaneClient): Promise<string> {
  const known = (await client.listScopes()).filter(({ scope }) => scope.project === project);
  const [organization, ...others] = new Set(known.flatMap(({ scope }) => scope.organization ?? []));
  if (organization !== undefined && others.length === 0) return organization;
  throw new AppError('usage', {
    message: '--org is missing',
    reason:
      organization === undefined
        ? `no organization has a project ${JSON.stringify(project)} yet`
        : `the project ${JSON.stringify(project)} is in several: ${[organization, ...others].join(', ')}`,
  });
}
