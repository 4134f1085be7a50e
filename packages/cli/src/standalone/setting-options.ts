import { parseStandaloneName } from '@devopsellence/core';
import { type Argument, argument, clearable, flag, repeated, text, truth } from '../parameter.js';
import { VARIABLES } from '../variables-option.js';

/** Name of a standalone service, checked. */
export const SERVICE_NAME = named('name of the service');
/** Name of a preset: that of its service. */
export const PRESET_NAME = named('name of the preset, which is that of its service');

export const NODE = text('--node <NAME>', 'the node it runs on (default: the only one of the environment)');
export const WAIT = flag('--wait', 'wait until it is ready, too');

export const image = text('--image <IMAGE>', 'the image, as NAME:TAG or NAME@DIGEST');
export const port = text('--port <PORT>', 'the port on which the container listens, for example 6379 or 51820/udp');
export const hostname = clearable('--hostname <HOST>', "the name under which it is public; '' for none");
export const envFile = text('--env-file <FILE>', 'a file with a variable a line; --env goes before it');
export const volumes = repeated('--volume <NAME:/PATH[:ro|rw]>', "a named volume; '' for none");
export const hostMode = truth('--host-mode', 'use the network of the node itself');
export const netAdmin = truth('--net-admin', 'give it the capability NET_ADMIN');
export const privileged = truth('--privileged', 'give it all rights on the node');
export const commandText = clearable(
  '--command <WORDS>',
  "a command instead of the image's, quoted as for a shell; '' for the image's",
);
export const secrets = repeated('--secret <ENV=NAME>', "a variable that gets the value of a secret; '' for none");
export const publish = truth('--publish', 'open its port on every address of the node');
export const memory = clearable('--memory <SIZE>', "the most memory, for example 256m; '' for no limit");
export const cpus = clearable('--cpus <N>', "the most processors, for example 0.5; '' for no limit");
export const readiness = clearable(
  '--readiness <CHECK>',
  "http:/path[:port], tcp[:port] or command:WORDS, then ,interval=5s,timeout=2s,retries=3,start_period=1s as needed; '' for none",
);

const COMMON = [
  VARIABLES,
  envFile,
  volumes,
  hostMode,
  netAdmin,
  privileged,
  commandText,
  secrets,
  publish,
  memory,
  cpus,
  readiness,
] as const;

/** What may be said of a new service beside its arguments. */
export const CREATE_OPTIONS = [port, hostname, ...COMMON] as const;
/** What may be changed of a service. */
export const CHANGE_OPTIONS = [image, port, hostname, ...COMMON] as const;

/** How settings are changed, for the help of commands that do. */
export const CHANGE_NOTE = "What is given replaces the whole setting, what is not stays, and '' clears.";

function named(summary: string): Argument<string> {
  const plain = argument('NAME', summary);
  return { ...plain, read: (raw) => parseStandaloneName(plain.read(raw)) };
}
