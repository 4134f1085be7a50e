import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { tokenFields } from '../../document/access.js';
import { expiryText, scopeText } from '../../render/scope.js';
import { tableLines } from '../../render/table.js';
import { agoText } from '../../render/time.js';

export const command = defineCommand({
  description: 'Those whose scope your own token has. The tokens themselves are stored nowhere.',
  examples: ['devopsellence token list'],
  run: (context) =>
    withClient(context, async (client) => {
      const tokens = await client.listTokens();
      const now = context.outside.clock.now();
      const rows = tokens.map(({ name, role, scope, expiresAt, createdAt, createdBy, id }) => [
        name,
        role,
        scopeText(scope),
        expiryText(expiresAt, now),
        `${agoText(createdAt, now)} by ${createdBy}`,
        id,
      ]);
      return context.output.succeed({
        message: tokens.length === 1 ? '1 token' : `${tokens.length} tokens`,
        fields: { tokens: tokens.map(tokenFields) },
        lines: tableLines([['NAME', 'ROLE', 'SCOPE', 'EXPIRES', 'MADE', 'ID'], ...rows]),
      });
    }),
});
