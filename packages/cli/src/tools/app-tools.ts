import { commandParameter, durationParameter, switchParameter, wordParameter } from './tool-parameter.js';
import { define, N_LINES, USER } from './tools.js';

export const CONFIG = wordParameter(
  'config',
  'Path of devopsellence.yml; looked for here and in the folders above when left out.',
);
export const APP_IMAGE = wordParameter('image', 'Image of the services without one of their own; built when left out.');
export const DRY_RUN = switchParameter('dry_run', 'Say what would change, and change nothing.');
export const SUPERSEDE = switchParameter('supersede', 'End the deployment that runs, and start this one in its place.');
export const RELEASE = wordParameter(
  'release',
  'Its number, its id, or what its revision begins with; when left out, the newest before this one that settled.',
);
export const WITH_TASK = switchParameter('with_task', 'Run the release task of that release, too.');
export const SERVICE = wordParameter('service', 'Name of a service.');
export const NODE = wordParameter('node', 'Name of a node; any when left out.');
export const SINCE = durationParameter('since', 'Only lines younger than this, for example 10m.');
export const EXEC_COMMAND = commandParameter(
  'command',
  'What to run: one text is read by a shell in the container, a list of words is run as it is.',
  (text) => ['sh', '-c', text],
);

export const DEPLOY = define('deploy', 'Deploy the app of a devopsellence.yml, and follow it until it has settled.', {
  parameters: [CONFIG, APP_IMAGE, DRY_RUN, SUPERSEDE],
  isDestructive: true,
  isIdempotent: true,
});
export const APPLY = define('apply', "Publish the current release with today's labels, secrets and nodes.", {
  parameters: [DRY_RUN, SUPERSEDE],
  isDestructive: true,
  isIdempotent: true,
});
export const ROLLBACK = define('rollback', 'Go back to an earlier release. Data stays as it is now.', {
  parameters: [RELEASE, WITH_TASK, DRY_RUN, SUPERSEDE],
  isDestructive: true,
});
export const STATUS = define('status', 'What runs in the environment, what it waits for, and what is pending.', {
  parameters: [SERVICE, NODE],
  isReadOnly: true,
  isIdempotent: true,
});
export const LOGS = define('logs', 'The newest lines that services wrote, from all nodes.', {
  parameters: [SERVICE, NODE, N_LINES, SINCE],
  isReadOnly: true,
  isIdempotent: true,
});
export const EXEC = define('exec', 'Run a command in the container of a service.', {
  parameters: [SERVICE, EXEC_COMMAND, NODE, USER],
  required: 2,
  isDestructive: true,
});
