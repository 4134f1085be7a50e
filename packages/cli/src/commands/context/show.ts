import { defineCommand } from '../../command.js';
import { chooseServer } from '../../context/server.js';
import { stateHome } from '../../context/state-home.js';
import { scopeFields } from '../../document/access.js';
import { scopeText } from '../../render/scope.js';

export const command = defineCommand({
  description:
    '--context comes first, then the variables DEVOPSELLENCE_SERVER and DEVOPSELLENCE_TOKEN (both), then the context of the last `login` or `context use`.',
  examples: ['devopsellence context show'],
  run: async (context) => {
    const chosen = await chooseServer(context);
    const state = stateHome(context.io.env);
    const source = chosen.context === null ? 'DEVOPSELLENCE_SERVER' : `context ${chosen.context}`;
    return context.output.succeed({
      message: `${chosen.address} (${source})`,
      fields: {
        context: chosen.context,
        server: chosen.address,
        default: scopeFields(chosen.defaults),
        state_home: state,
      },
      lines: [
        `server   ${chosen.address}`,
        `from     ${source}`,
        ...(chosen.defaults.organization === null ? [] : [`default  ${scopeText(chosen.defaults)}`]),
        `state    ${state}`,
      ],
    });
  },
});
