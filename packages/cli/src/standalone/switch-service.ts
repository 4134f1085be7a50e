import type { SwitchAction } from '../client/standalone-client.js';
import type { CommandContext } from '../command.js';
import { withClient } from '../connect.js';
import { standaloneFields } from '../document/standalone.js';
import { environmentFields } from '../document/status.js';
import { chooseEnvironment } from '../environment.js';
import { switchedMessage } from '../render/standalone-outcome.js';
import { changeService } from './change-service.js';
import { SERVICE_NAME, WAIT } from './setting-options.js';

/** The work of `service restart`, `stop` and `start`. `wait` is read where the command has the option. */
export function switchService(context: CommandContext, action: SwitchAction): Promise<number> {
  const { input, output } = context;
  const name = input.get(SERVICE_NAME);
  return withClient(context, async (client) => {
    const environment = await chooseEnvironment(context, client);
    const request = { environment, name, action, wait: input.get(WAIT) };
    const { service, isChanged } = await changeService(name, () => client.switchService(request));
    return output.succeed({
      message: switchedMessage(action, service.name, isChanged),
      fields: { ...environmentFields(environment), service: standaloneFields(service), changed: isChanged },
    });
  });
}
