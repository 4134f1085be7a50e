import { AppError } from '@devopsellence/core';
import type { ControlPlaneClient } from './client/control-plane-client.js';
import type { EnvironmentName } from './client/names.js';
import type { CommandContext } from './command.js';
import { configNotFound, findConfig } from './find-config.js';
import { type ConfigNames, FALLBACK_ENVIRONMENT, readNames } from './read-names.js';

/**
 * The environment a command is about: each name from its option, else its variable, else the config. Where no config
 * says the organization, the control plane is asked in which one the project is.
 */
export async function chooseEnvironment(context: CommandContext, client: ControlPlaneClient): Promise<EnvironmentName> {
  const given = namesOf(context);
  if (given.project !== null && given.organization !== null && given.environment !== null) {
    return { organization: given.organization, project: given.project, environment: given.environment };
  }
  const names = await configNames(context);
  if (names === null && given.project === null) throw configNotFound(context);
  const project = given.project ?? names?.project ?? '';
  const environment = given.environment ?? names?.defaultEnvironment ?? FALLBACK_ENVIRONMENT;
  const organization = given.organization ?? names?.organization ?? (await organizationOf(project, client));
  return { organization, project, environment };
}

/** The organization a command is about: `--org`, else its variable, else the config's. */
export async function chooseOrganization(context: CommandContext): Promise<string> {
  const organization = namesOf(context).organization ?? (await configNames(context))?.organization;
  if (organization === undefined) throw configNotFound(context);
  return organization;
}

/** The environment of the app: `--env`, else its variable, else the config's default. */
export function environmentOf(context: CommandContext, fallback: string): string {
  return namesOf(context).environment ?? fallback;
}

export interface GivenNames {
  readonly organization: string | null;
  readonly project: string | null;
  readonly environment: string | null;
}

/** The names that options and variables say, whatever the config says. */
export function namesOf({ globals, io }: CommandContext): GivenNames {
  return {
    organization: globals.organization ?? (io.env.DEVOPSELLENCE_ORGANIZATION || null),
    project: globals.project ?? (io.env.DEVOPSELLENCE_PROJECT || null),
    environment: globals.environment ?? (io.env.DEVOPSELLENCE_ENVIRONMENT || null),
  };
}

/** The names of the config that applies here; null when there is none. */
async function configNames(context: CommandContext): Promise<ConfigNames | null> {
  const found = await findConfig(context);
  if (found === null) return null;
  const names = readNames(found.text);
  if (names !== null) return names;
  const { namesInApp } = await import('./app.js');
  return namesInApp(found);
}

async function organizationOf(project: string, client: ControlPlaneClient): Promise<string> {
  const fleet = await client.fleetStatus({ label: null, environment: null, node: null, state: null });
  const known = fleet.environments.filter(({ environment }) => environment.project === project);
  const [organization, ...others] = new Set(known.map(({ environment }) => environment.organization));
  if (organization !== undefined && others.length === 0) return organization;
  throw new AppError('usage', {
    message: '--org is missing',
    reason:
      organization === undefined
        ? `no organization has a project ${JSON.stringify(project)} yet`
        : `the project ${JSON.stringify(project)} is in several: ${[organization, ...others].join(', ')}`,
  });
}
