import type { Scope } from './client/access-client.js';
import type { ConfigNames } from './read-names.js';

/** Where the names of an organization, a project and an environment can come from. Null: not said there. */
export interface NameSources {
  /** What options and variables say. */
  readonly given: Scope;
  /** The config that applies in the current folder; null when there is none. */
  readonly config: ConfigNames | null;
  /** What `use` has set for the control plane. */
  readonly defaults: Scope;
}

/**
 * Each name from what is given, else from the config. Only where there is no config do the defaults count, and each only
 * beside those above it: the default environment is one of the default project, not of another project that was named.
 */
export function chooseNames({ given, config, defaults }: NameSources): Scope {
  if (config !== null) {
    return {
      organization: given.organization ?? config.organization,
      project: given.project ?? config.project,
      environment: given.environment ?? config.defaultEnvironment,
    };
  }
  const organization = given.organization ?? defaults.organization;
  const project = given.project ?? (organization === defaults.organization ? defaults.project : null);
  const isDefaultProject = organization === defaults.organization && project === defaults.project;
  return { organization, project, environment: given.environment ?? (isDefaultProject ? defaults.environment : null) };
}
