import type { Registry, RegistryCredential } from '../../client/registry-client.js';
import { type CommandContext, defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { registryFields } from '../../document/registry.js';
import { chooseOrganization } from '../../environment.js';
import { flag, text } from '../../parameter.js';
import { isSecretGiven, readSecret, secretOptions, TRAILING_NEWLINE_NOTE } from '../../secret-input.js';
import { usage } from '../../usage.js';

const host = text('--host <HOST>', 'host of the registry, as in image references: registry.example.com:5000');
const namespace = text('--namespace <NAME>', 'deploys push what they build to HOST/NAME/…, and no longer elsewhere');
const pullOnly = flag('--pull-only', 'deploys push here no more');
const username = text('--username <NAME>', 'user name');
const password = secretOptions('the password', ['--password', '--password-file', '--password-stdin']);

export const command = defineCommand({
  description:
    'Nodes of the organization pull from this registry with these credentials, and with --namespace deploys push to it. ' +
    'What is not given stays as it was stored. The password is never shown again; whoever may deploy can push with it. ' +
    TRAILING_NEWLINE_NOTE,
  options: [host, namespace, pullOnly, username, password.stdin, password.file, password.value],
  examples: [
    'devopsellence registry set --host registry.example.com --username ci --password-stdin < password',
    'devopsellence registry set --host ghcr.io --namespace acme --username ci --password-stdin < password',
    'devopsellence registry set --host 10.0.0.5:5000 --namespace acme',
    'devopsellence registry set --host ghcr.io --pull-only',
  ],
  run: async (context) => {
    const { input, output } = context;
    const registryHost = input.get(host);
    if (registryHost === null) throw usage('--host is missing');
    if (input.get(pullOnly) && input.get(namespace) !== null) {
      throw usage('only one of --namespace, --pull-only can be used at a time');
    }
    const organization = await chooseOrganization(context);
    const credential = await readCredential(context);
    const change = { organization, host: registryHost, credential };
    return withClient(context, async (client) => {
      const { registry, previousPushHost } = await client.setRegistry({
        ...change,
        namespace: input.get(namespace),
        pullOnly: input.get(pullOnly),
      });
      return output.succeed({
        message: [`Stored the registry ${registry.host}.`, ...pushText(registry, previousPushHost)].join(' '),
        fields: { organization, registry: registryFields(registry), previous_push_host: previousPushHost },
      });
    });
  },
});

/** Null when none is given: it stays as stored. */
async function readCredential(context: CommandContext): Promise<RegistryCredential | null> {
  const { input } = context;
  const name = input.get(username);
  if (name !== null) return { username: name, password: await readSecret(context, password) };
  if (isSecretGiven(context, password)) throw usage('--username is missing');
  if (input.get(namespace) !== null || input.get(pullOnly)) return null;
  throw usage('--username is missing', 'without one, there has to be --namespace or --pull-only');
}

function pushText({ host: pushHost, namespace: folder }: Registry, previous: string | null): readonly string[] {
  if (folder === null) return [];
  const instead = previous === null ? '' : `, no longer to ${previous}`;
  return [`Deploys push what they build to ${pushHost}/${folder}${instead}.`];
}
