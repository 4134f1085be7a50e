import { defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { scopeFields } from '../document/access.js';
import { momentOf } from '../document/moment.js';
import { expiryText, scopeText } from '../render/scope.js';

export const command = defineCommand({
  examples: ['devopsellence whoami'],
  run: (context) =>
    withClient(context, async (client) => {
      const { tokenName, role, scope, expiresAt, controlPlaneVersion } = await client.whoAmI();
      return context.output.succeed({
        message: `${tokenName}, ${role} of ${scopeText(scope)}`,
        fields: {
          token_name: tokenName,
          role,
          scope: scopeFields(scope),
          expires_at: momentOf(expiresAt),
          control_plane_version: controlPlaneVersion,
        },
        lines: [
          `token    ${tokenName}`,
          `role     ${role}`,
          `scope    ${scopeText(scope)}`,
          `expires  ${expiryText(expiresAt, context.outside.clock.now())}`,
        ],
      });
    }),
});
