import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { tokenFields } from '../../document/access.js';
import { argument } from '../../parameter.js';

const token = argument('NAME', 'name or id of the token');

export const command = defineCommand({
  description:
    'From then on it is refused, and what is open with it ends: logs, exec, events, deployments being watched.',
  args: [token],
  examples: ['devopsellence token revoke ci'],
  run: (context) =>
    withClient(context, async (client) => {
      const { token: revoked, changed } = await client.revokeToken(context.input.get(token));
      return context.output.succeed({
        message: changed ? `Revoked the token ${revoked.name}.` : `The token ${revoked.name} was revoked before.`,
        fields: { token: tokenFields(revoked), changed },
      });
    }),
});
