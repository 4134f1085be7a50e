import { defineCommand } from '../../command.js';
import { readContexts, writeContexts } from '../../context/contexts.js';
import { unknownContext } from '../../context/server.js';
import { stateHome } from '../../context/state-home.js';
import { argument } from '../../parameter.js';

const name = argument('NAME', 'a context of `devopsellence context list`');

export const command = defineCommand({
  args: [name],
  examples: ['devopsellence context use staging'],
  run: async ({ io, input, output }) => {
    const home = stateHome(io.env);
    const contexts = await readContexts(home);
    const chosen = input.get(name);
    const saved = contexts.byName.get(chosen);
    if (saved === undefined) throw unknownContext(chosen, contexts);
    await writeContexts(home, { ...contexts, current: chosen });
    return output.succeed({
      message: `The context is ${chosen}: ${saved.server}.`,
      fields: { context: chosen, server: saved.server },
    });
  },
});
