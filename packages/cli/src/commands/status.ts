import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { EnvironmentName } from '../client/names.js';
import type { EnvironmentStatus, ServiceOverview } from '../client/status.js';
import { coloursFor } from '../colours.js';
import { type CommandContext, defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { serviceOverviewFields } from '../document/service-status.js';
import { statusFields } from '../document/status.js';
import { chooseEnvironment } from '../environment.js';
import { formatEnvironment } from '../environment-name.js';
import { flag, text } from '../parameter.js';
import { serviceOverviewLines } from '../render/service-status.js';
import { type StatusStyle, statusLines } from '../render/status.js';
import { usage } from '../usage.js';
import { type Watched, watch } from '../watch.js';

const service = text('--service <NAME>', 'one service, with the last lines of its containers that ended');
const node = text('--node <NAME>', 'with --service: on this node only');
const watches = flag('--watch', 'show it again whenever it changes, until Ctrl-C');

export const command = defineCommand({
  description:
    'What runs on a node that is offline is unknown, and never shown as healthy. --service tells how one service is on each node, when what failed is tried again, and what its containers wrote before they ended.',
  options: [service, node, watches],
  examples: [
    'devopsellence status',
    'devopsellence status --env staging --watch',
    'devopsellence status --service web',
    'devopsellence status --service web --node prod-1 --json',
  ],
  run: (context) => {
    const { input } = context;
    const [name, on] = [input.get(service), input.get(node)];
    if (name === null && on !== null) {
      throw usage('--node needs --service', undefined, [
        `devopsellence status --service NAME --node ${on}`,
        `devopsellence fleet status --node ${on}`,
      ]);
    }
    return withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      if (name === null) return show(context, environment, wholeEnvironment(context, client, environment));
      return show(context, environment, oneService(context, client, { environment, service: name, node: on }));
    });
  },
});

async function show<Value>(
  context: CommandContext,
  environment: EnvironmentName,
  watched: Watched<Value>,
): Promise<number> {
  if (context.input.get(watches)) return watch(context, watched);
  const status = await watched.read();
  return context.output.succeed({
    message: `status of ${formatEnvironment(environment)}`,
    fields: watched.fields(status),
    lines: watched.lines(status),
  });
}

function wholeEnvironment(
  context: CommandContext,
  client: ControlPlaneClient,
  environment: EnvironmentName,
): Watched<EnvironmentStatus> {
  return {
    read: () => client.status(environment),
    lines: (status) => statusLines(status, styleOf(context)),
    fields: statusFields,
  };
}

function oneService(
  context: CommandContext,
  client: ControlPlaneClient,
  question: Parameters<ControlPlaneClient['serviceStatus']>[0],
): Watched<ServiceOverview> {
  return {
    read: () => client.serviceStatus(question),
    lines: (overview) => serviceOverviewLines(overview, styleOf(context)),
    fields: serviceOverviewFields,
  };
}

function styleOf({ io, outside }: CommandContext): StatusStyle {
  return { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() };
}
