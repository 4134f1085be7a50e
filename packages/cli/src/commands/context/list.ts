import { defineCommand } from '../../command.js';
import { readContexts } from '../../context/contexts.js';
import { stateHome } from '../../context/state-home.js';
import { tableLines } from '../../render/table.js';

export const command = defineCommand({
  examples: ['devopsellence context list'],
  run: async ({ io, output }) => {
    const { current, byName } = await readContexts(stateHome(io.env));
    const contexts = [...byName].map(([name, { server }]) => ({ name, server, current: name === current }));
    const rows = contexts.map(({ name, server, current }) => [current ? '*' : '', name, server]);
    const none = ['No contexts yet. Log in: devopsellence login HOST:PORT --token-file FILE'];
    return output.succeed({
      message: contexts.length === 1 ? '1 context' : `${contexts.length} contexts`,
      fields: { current, contexts },
      lines: rows.length === 0 ? none : tableLines([['', 'NAME', 'SERVER'], ...rows]),
    });
  },
});
