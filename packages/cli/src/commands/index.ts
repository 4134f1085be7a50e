import type { Command } from '../command.js';

export interface CommandEntry {
  /** The words that name it. */
  readonly path: string;
  /** One line for help. */
  readonly summary: string;
  /** Loads the command's module: only the one that was typed is. */
  readonly load: () => Promise<Command>;
}

export const GROUPS: Readonly<Record<string, string>> = {
  config: 'check and show devopsellence.yml',
  context: 'choose the control plane to talk to',
  solo: 'one machine that is control plane and node',
  agent: 'the program on every node',
  node: 'add VMs and decide what they may run',
  'node label': 'the labels that decide what a node runs',
  release: 'what was deployed, and going back to it',
  secret: 'values that containers get and nobody sees',
  org: 'organizations: who projects belong to',
  project: 'projects: one app each',
  env: 'environments: where an app is deployed to',
  token: 'who may do what, where, and until when',
  registry: 'registries that nodes pull from, and that deploys push to',
  volume: 'data of services on nodes',
  backup: 'copies of what the control plane knows',
  ca: 'the certificate authority that nodes and tokens trust',
  'signing-key': 'the key that signs what nodes are to run',
  fleet: 'every node at once',
  support: 'help others to help you',
};

/** All commands, in the order of help. */
export const COMMANDS: readonly CommandEntry[] = [
  entry('init', 'write a commented devopsellence.yml', () => import('./init.js')),
  entry('deploy', 'deploy the app of this folder', () => import('./deploy.js')),
  entry('apply', "publish the current release with today's labels, secrets and nodes", () => import('./apply.js')),
  entry('release list', 'list the releases of the environment', () => import('./release/list.js')),
  entry('release rollback', 'go back to an earlier release', () => import('./release/rollback.js')),
  entry('status', 'show what runs in the environment', () => import('./status.js')),
  entry('logs', 'show log lines of services, from all nodes', () => import('./logs.js')),
  entry('exec', "run a command in a service's container", () => import('./exec.js')),
  entry(
    'doctor',
    'look at this machine, the control plane and the nodes, and say what to do',
    () => import('./doctor.js'),
  ),
  entry('login', 'remember a control plane and the token for it', () => import('./login.js')),
  entry('whoami', 'show whose token is used, and what it may do where', () => import('./whoami.js')),
  entry('events', 'show who did what', () => import('./events.js')),
  entry('version', 'print the version', () => import('./version.js')),
  entry('completion', 'print the script with which a shell completes', () => import('./completion.js')),
  entry('complete', 'print what may follow, for shells', () => import('./complete.js')),
  entry('config validate', 'check the config in every environment', () => import('./config/validate.js')),
  entry('config resolve', 'show the config with every default applied', () => import('./config/resolve.js')),
  entry('config schema', 'print the JSON Schema for editors', () => import('./config/schema.js')),
  entry('context show', 'show which control plane is used, and why', () => import('./context/show.js')),
  entry('context use', 'choose another control plane', () => import('./context/use.js')),
  entry('context list', 'list the control planes logged in to', () => import('./context/list.js')),
  entry('node create', 'make a machine a node, over SSH', () => import('./node/create.js')),
  entry('node register', 'make a token with which a VM joins', () => import('./node/register.js')),
  entry('node list', 'list the nodes', () => import('./node/list.js')),
  entry('node attach', 'let an environment use a node', () => import('./node/attach.js')),
  entry('node detach', 'take a node out of an environment and stop what ran there', () => import('./node/detach.js')),
  entry('node label list', 'show the labels of nodes', () => import('./node/label/list.js')),
  entry('node label set', 'replace the labels of a node', () => import('./node/label/set.js')),
  entry('node label add', 'give a node more labels', () => import('./node/label/add.js')),
  entry('node label remove', 'take labels from a node', () => import('./node/label/remove.js')),
  entry('node remove', 'forget a node', () => import('./node/remove.js')),
  entry('node rejoin', 'make a token that lets a node back in', () => import('./node/rejoin.js')),
  entry('node diagnose', 'show how a node, its engine and its agent are', () => import('./node/diagnose.js')),
  entry('node logs', "show the agent's own log", () => import('./node/logs.js')),
  entry('solo up', 'make this machine a control plane and its node', () => import('./solo/up.js')),
  entry('solo down', 'remove both from this machine', () => import('./solo/down.js')),
  entry('agent upgrade', 'replace the agent of nodes, over SSH', () => import('./agent/upgrade.js')),
  entry('agent uninstall', 'make a node a machine like any other, over SSH', () => import('./agent/uninstall.js')),
  entry('secret set', 'store a secret', () => import('./secret/set.js')),
  entry('secret list', 'list the names of the secrets', () => import('./secret/list.js')),
  entry('secret delete', 'delete a secret', () => import('./secret/delete.js')),
  entry('secret rotate-key', 'replace the key that seals secrets', () => import('./secret/rotate-key.js')),
  entry('org list', 'list the organizations', () => import('./org/list.js')),
  entry('org create', 'make an organization', () => import('./org/create.js')),
  entry('org delete', 'delete an organization with nothing in it', () => import('./org/delete.js')),
  entry('org use', 'choose the organization for commands without a config', () => import('./org/use.js')),
  entry('project list', 'list the projects', () => import('./project/list.js')),
  entry('project create', 'make a project', () => import('./project/create.js')),
  entry('project delete', 'delete a project with nothing in it', () => import('./project/delete.js')),
  entry('project use', 'choose the project for commands without a config', () => import('./project/use.js')),
  entry('env list', 'list the environments', () => import('./env/list.js')),
  entry('env create', 'make an environment', () => import('./env/create.js')),
  entry('env delete', 'delete an environment with nothing in it', () => import('./env/delete.js')),
  entry('env use', 'choose the environment for commands without a config', () => import('./env/use.js')),
  entry('token create', 'make a token for a person or for CI', () => import('./token/create.js')),
  entry('token list', 'list the tokens', () => import('./token/list.js')),
  entry('token revoke', 'refuse a token from now on', () => import('./token/revoke.js')),
  entry('registry set', 'store a registry and its credentials', () => import('./registry/set.js')),
  entry('registry list', 'list the registries', () => import('./registry/list.js')),
  entry('registry delete', 'delete a registry and its credentials', () => import('./registry/delete.js')),
  entry('ca rotate', 'replace the certificate authority', () => import('./ca/rotate.js')),
  entry('ca status', 'show how far its replacement is', () => import('./ca/status.js')),
  entry('signing-key rotate', 'replace the signing key', () => import('./signing-key/rotate.js')),
  entry('signing-key status', 'show how far its replacement is', () => import('./signing-key/status.js')),
  entry('volume list', 'list the volumes of a node, and who uses them', () => import('./volume/list.js')),
  entry('volume remove', 'remove a volume and what is in it', () => import('./volume/remove.js')),
  entry('backup create', 'make a backup of the control plane', () => import('./backup/create.js')),
  entry('backup list', 'list the backups of the control plane', () => import('./backup/list.js')),
  entry('backup restore', 'put a backup in the place of what there is', () => import('./backup/restore.js')),
  entry(
    'support bundle',
    'collect what helps others to help you, without secrets',
    () => import('./support/bundle.js'),
  ),
  entry('fleet status', 'show all nodes and what runs on them', () => import('./fleet/status.js')),
];

function entry(path: string, summary: string, load: () => Promise<{ readonly command: Command }>): CommandEntry {
  return { path, summary, load: async () => (await load()).command };
}
