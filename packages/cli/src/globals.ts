import { flag, type Input, lastOf, text } from './parameter.js';

/** The options that every command takes. */
export interface Globals {
  readonly json: boolean;
  /** Path of the config, as typed. */
  readonly config: string | null;
  readonly environment: string | null;
  readonly project: string | null;
  readonly organization: string | null;
  readonly context: string | null;
}

const json = flag('--json', 'print JSON for scripts instead of text for people');
const config = text('--config <FILE>', 'the config (default: devopsellence.yml here or in a folder above)');
const environment = lastOf('--env <NAME>', "the environment (default: the config's default_environment)");
const project = text('--project <NAME>', "the project (default: the config's)");
const organization = text('--org <NAME>', "the organization (default: the config's)");
const context = text('--context <NAME>', 'the control plane to talk to (see `devopsellence context list`)');

export const GLOBAL_OPTIONS = [json, config, environment, project, organization, context] as const;

export function readGlobals(input: Input): Globals {
  return {
    json: input.get(json),
    config: input.get(config),
    environment: input.get(environment),
    project: input.get(project),
    organization: input.get(organization),
    context: input.get(context),
  };
}
