import { OPERATOR_ROLES } from '@devopsellence/core';
import type { Scope } from '../../client/access-client.js';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import { type CommandContext, defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { tokenFields } from '../../document/access.js';
import { chooseEnvironment, chooseOrganization } from '../../environment.js';
import { choice, duration, text } from '../../parameter.js';
import { expiryText, scopeText } from '../../render/scope.js';
import { usage } from '../../usage.js';

const name = text('--name <NAME>', 'name of the token: who or what will use it');
const role = choice('--role <ROLE>', 'what it may do', OPERATOR_ROLES);
const expires = duration('--expires <DURATION>', 'how long the token counts, for example 90d (default: for ever)');

export const command = defineCommand({
  description:
    'The token is printed once, on standard output. With --org, --project or --env it counts only there; without, for the whole fleet. Viewers read status and events; deployers also deploy, set secrets, read logs and run commands; owners do everything.',
  options: [name, role, expires],
  examples: [
    'devopsellence token create --name ci --role deployer --org acme --project shop --env production --expires 90d',
    'devopsellence token create --name ada --role owner',
  ],
  run: (context) => {
    const { input, output, outside } = context;
    const request = {
      name: required('--name', input.get(name)),
      role: required('--role', input.get(role)),
      expiresInMs: input.get(expires),
    };
    return withClient(context, async (client) => {
      const { token, text } = await client.createToken({ ...request, scope: await chooseScope(context, client) });
      const until = expiryText(token.expiresAt, outside.clock.now());
      output.talk(`The ${token.role} token ${token.name} for ${scopeText(token.scope)}, expires: ${until}.`);
      output.talk('It is shown only now: keep it where no one else reads it.');
      return output.succeed({
        message: `Made the token ${token.name}.`,
        fields: { token: tokenFields(token), token_text: text },
        lines: [text],
      });
    });
  },
});

/** As deep as the options go: what a config says limits no token that nobody wanted to limit. */
async function chooseScope(context: CommandContext, client: ControlPlaneClient): Promise<Scope> {
  const { organization, project, environment } = context.globals;
  if (environment !== null) return await chooseEnvironment(context, client);
  if (project === null) return { organization, project, environment };
  return { organization: await chooseOrganization(context), project, environment };
}

function required(option: string, value: string | null): string {
  if (value !== null) return value;
  throw usage(`${option} is needed`, undefined, ['devopsellence token create --help']);
}
