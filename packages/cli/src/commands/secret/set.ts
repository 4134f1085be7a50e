import { type CommandContext, defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { secretFields } from '../../document/secret.js';
import { environmentFields } from '../../document/status.js';
import { chooseEnvironment } from '../../environment.js';
import { argument, text } from '../../parameter.js';
import { pendingLines } from '../../render/status.js';
import { readSecret, secretOptions, TRAILING_NEWLINE_NOTE } from '../../secret-input.js';

const name = argument('NAME', 'name of the secret, as secret_refs in the config use it');
const service = text('--service <SERVICE>', 'only for this service; it goes before one of the whole environment');
const value = secretOptions('the value', ['--value', '--file', '--stdin']);

export const command = defineCommand({
  description: `The value is encrypted and never shown again. Running containers keep the old one until the next deploy or apply. ${TRAILING_NEWLINE_NOTE}`,
  args: [name],
  options: [service, value.stdin, value.value, value.file],
  examples: [
    'devopsellence secret set DATABASE_URL --stdin < database-url',
    'devopsellence secret set SEARCH_PASSWORD --service search --stdin',
    'devopsellence secret set TLS_KEY --file key.pem --env staging',
  ],
  run: setSecret,
});

async function setSecret(context: CommandContext): Promise<number> {
  const secretValue = await readSecret(context, value);
  return withClient(context, async (client) => {
    const environment = await chooseEnvironment(context, client);
    const key = { environment, service: context.input.get(service), name: context.input.get(name) };
    const { secret, pendingChanges } = await client.setSecret(key, secretValue);
    const message = `Stored ${secret.name}${secret.service === null ? '' : ` for ${secret.service}`}.`;
    return context.output.succeed({
      message,
      fields: { ...environmentFields(environment), secret: secretFields(secret), pending_changes: pendingChanges },
      lines: [message, ...pendingLines(pendingChanges)],
    });
  });
}
