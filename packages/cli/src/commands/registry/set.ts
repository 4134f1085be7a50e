import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { registryFields } from '../../document/secret.js';
import { chooseOrganization } from '../../environment.js';
import { text } from '../../parameter.js';
import { readSecret, secretOptions, TRAILING_NEWLINE_NOTE } from '../../secret-input.js';
import { usage } from '../../usage.js';

const host = text('--host <HOST>', 'host of the registry, as in image references: registry.example.com:5000');
const username = text('--username <NAME>', 'user name');
const password = secretOptions('the password', ['--password', '--password-file', '--password-stdin']);

export const command = defineCommand({
  description: `Nodes of the organization pull from this registry with these credentials. The password is never shown again. ${TRAILING_NEWLINE_NOTE}`,
  options: [host, username, password.stdin, password.file, password.value],
  examples: ['devopsellence registry set --host registry.example.com --username ci --password-stdin < password'],
  run: async (context) => {
    const { input, output } = context;
    const registryHost = input.get(host);
    if (registryHost === null) throw usage('--host is missing');
    const name = input.get(username);
    if (name === null) throw usage('--username is missing');
    const organization = await chooseOrganization(context);
    const secret = await readSecret(context, password);
    return withClient(context, async (client) => {
      const registry = await client.setRegistry({
        organization,
        host: registryHost,
        username: name,
        password: secret,
      });
      return output.succeed({
        message: `Stored the credentials for ${registry.host}.`,
        fields: { organization, registry: registryFields(registry) },
      });
    });
  },
});
