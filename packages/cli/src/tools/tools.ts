import type { Tool } from './tool.js';
import {
  choiceParameter,
  commandParameter,
  hostnameParameter,
  integerParameter,
  nameParameter,
  secretsParameter,
  switchParameter,
  type ToolParameter,
  variablesParameter,
  volumesParameter,
  wordParameter,
  wordsParameter,
} from './tool-parameter.js';

export const NAME = nameParameter('name', 'Name of the service.');
export const IMAGE = wordParameter('image', 'Image to run, as NAME:TAG or NAME@DIGEST.');
export const PORT = integerParameter('port', 'Port on which the container listens.', { from: 1, to: 65_535 });
export const HOSTNAME = hostnameParameter('hostname', 'Public host name; empty for none.');
export const ENV_VARS = variablesParameter('env_vars', 'Variables, as K=V,K2=V2 or a mapping; all of them.');
export const HOST_MODE = switchParameter(
  'host_mode',
  "Use the network of the node itself instead of the environment's.",
);
export const VOLUMES = volumesParameter(
  'volumes',
  'Named volumes, as name:/path[:ro|rw], with commas between; all of them.',
);
export const PRIVILEGED = switchParameter('privileged', 'Run with all rights on the node.');
export const NET_ADMIN = switchParameter('net_admin', 'Give the capability NET_ADMIN.');
export const CAP_ADD = wordsParameter('cap_add', 'The same as net_admin, as get_service_info shows it.', ['NET_ADMIN']);
export const N_LINES = integerParameter('n_lines', 'How many of the newest lines; 100 when left out.', {
  from: 1,
  to: 10_000,
});
export const COMMAND = wordParameter('command', 'Command line, run by a shell in the container.');
export const USER = wordParameter('user', 'User or UID to run it as; what the image says when left out.');
export const WITH_VOLUMES = switchParameter(
  'with_volumes',
  'Remove the named volumes that only this service used, too.',
);
export const RUN_COMMAND = commandParameter(
  'command',
  "Command instead of the image's own, quoted as for a shell, or as a list of words; empty for the image's.",
);
export const PROTOCOL = choiceParameter('protocol', 'Of the port; tcp when left out.', ['tcp', 'udp']);
export const PUBLISH = switchParameter('publish', 'Open the port on every address of the node, too.');
export const SECRETS = secretsParameter(
  'secrets',
  'Variables that get the values of secrets, as VARIABLE=SECRET,V2=S2 or a mapping; all of them.',
);
export const WAIT = switchParameter('wait', 'Wait until the service is ready, too.');
export const NODE = wordParameter('node', 'Node to run it on; needed when several could.');
const WHERE = 'where it is left out, it is found as for every command';
export const ORGANIZATION = wordParameter('organization', `Organization; ${WHERE}.`);
export const PROJECT = wordParameter('project', `Project; ${WHERE}.`);
export const ENVIRONMENT = wordParameter('environment', `Environment; ${WHERE}.`);

/** Which environment is meant: arguments of every tool. */
export const PLACE: readonly ToolParameter<unknown>[] = [ORGANIZATION, PROJECT, ENVIRONMENT];

const UNLESS_SAID = {
  parameters: [],
  required: 0,
  named: PLACE,
  isReadOnly: false,
  isDestructive: false,
  isIdempotent: false,
} as const satisfies Partial<Tool>;

/** The settings of a service, in the order of positional arguments after name, image and port. */
const SETTINGS: readonly ToolParameter<unknown>[] = [
  HOSTNAME,
  ENV_VARS,
  HOST_MODE,
  VOLUMES,
  PRIVILEGED,
  NET_ADMIN,
  RUN_COMMAND,
  CAP_ADD,
];

/** Settings that are given by name, or not at all. */
const BY_NAME: readonly ToolParameter<unknown>[] = [PROTOCOL, PUBLISH, SECRETS, WAIT, ...PLACE];

const OVERRIDES: readonly ToolParameter<unknown>[] = [
  ENV_VARS,
  IMAGE,
  PORT,
  ...SETTINGS.filter((one) => one !== ENV_VARS),
];

export const CREATE_SERVICE = define('create_service', 'Create a service and start it, from a freshly pulled image.', {
  parameters: [NAME, IMAGE, PORT, ...SETTINGS, NODE],
  required: 3,
  named: BY_NAME,
});
export const LIST_SERVICES = define('list_services', 'All services with status, ports, addresses and variables.', {
  isReadOnly: true,
  isIdempotent: true,
});
export const GET_SERVICE_INFO = define('get_service_info', 'All that is known of one service.', {
  parameters: [NAME],
  required: 1,
  isReadOnly: true,
  isIdempotent: true,
});
export const GET_SERVICE_LOGS = define('get_service_logs', 'The newest lines that a service wrote.', {
  parameters: [NAME, N_LINES],
  required: 1,
  isReadOnly: true,
  isIdempotent: true,
});
export const RESTART_SERVICE = define('restart_service', 'Restart a service, or start a stopped one.', {
  parameters: [NAME],
  required: 1,
  named: [WAIT, ...PLACE],
});
export const UPDATE_SERVICE = define(
  'update_service',
  'Pull the image and replace the container when the image or a setting changed; what is not given stays.',
  { parameters: [NAME, ...OVERRIDES], required: 1, named: BY_NAME, isIdempotent: true },
);
export const DELETE_SERVICE = define('delete_service', 'Stop and remove a service; its preset and volumes stay.', {
  parameters: [NAME, WITH_VOLUMES],
  required: 1,
  isDestructive: true,
  isIdempotent: true,
});
export const RUN_SERVICE_COMMAND = define('run_service_command', 'Run a command in the container of a service.', {
  parameters: [NAME, COMMAND, USER],
  required: 2,
  isDestructive: true,
});
export const LIST_SERVICE_PRESETS = define(
  'list_service_presets',
  'The saved settings of services, also deleted ones.',
  {
    isReadOnly: true,
    isIdempotent: true,
  },
);
export const RESTORE_SERVICE = define('restore_service', 'Create a deleted service again from its preset.', {
  parameters: [NAME, ...OVERRIDES, NODE],
  required: 1,
  named: BY_NAME,
});
export const DELETE_SERVICE_PRESET = define('delete_service_preset', 'Forget the saved settings of a service.', {
  parameters: [NAME],
  required: 1,
  isDestructive: true,
  isIdempotent: true,
});

/** The tools for standalone services, in the order in which they are listed. */
export const SERVICE_TOOLS: readonly Tool[] = [
  CREATE_SERVICE,
  LIST_SERVICES,
  GET_SERVICE_INFO,
  GET_SERVICE_LOGS,
  RESTART_SERVICE,
  UPDATE_SERVICE,
  DELETE_SERVICE,
  RUN_SERVICE_COMMAND,
  LIST_SERVICE_PRESETS,
  RESTORE_SERVICE,
  DELETE_SERVICE_PRESET,
];

/** Defines a tool; of what is not said, it has nothing and does nothing. */
export function define(name: string, summary: string, details: Partial<Omit<Tool, 'name' | 'summary'>>): Tool {
  return { name, summary, ...UNLESS_SAID, ...details };
}
