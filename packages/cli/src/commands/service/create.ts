import {
  AppError,
  DEFAULT_SETTINGS,
  parseHostname,
  parseVariables,
  type StandaloneOverrides,
  type StandaloneSettings,
} from '@devopsellence/core';
import { type CommandContext, defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { chooseEnvironment } from '../../environment.js';
import { argument, type Input, optionalArgument } from '../../parameter.js';
import { changeService } from '../../standalone/change-service.js';
import { newSettings } from '../../standalone/checked-settings.js';
import { completeSettings, parsePort, readSettings } from '../../standalone/read-settings.js';
import { reportOutcome } from '../../standalone/report-outcome.js';
import { CREATE_OPTIONS, hostname, NODE, port, SERVICE_NAME, WAIT } from '../../standalone/setting-options.js';
import { usage } from '../../usage.js';

const image = argument('IMAGE', 'the image, as NAME:TAG or NAME@DIGEST');
const portArgument = optionalArgument(
  'PORT',
  'the port on which the container listens; udp is said by --port 51820/udp',
);
const hostArgument = optionalArgument('HOSTNAME', "the name under which it is public; '' for none");
const variables = optionalArgument('ENV_VARS', 'variables, as K=V,K2=V2');

export const command = defineCommand({
  description:
    'Pulls the image and starts it, beside the services of the release: they reach it by its name. It returns when the ' +
    'container has stayed up for 2 s. Its settings are saved as a preset, with which it comes back after a delete. ' +
    'Nobody outside reaches it without HOSTNAME or --publish.',
  args: [SERVICE_NAME, image, portArgument, hostArgument, variables],
  options: [...CREATE_OPTIONS, NODE, WAIT],
  examples: [
    'devopsellence service create redis redis:7 6379 --volume redis_data:/data',
    'devopsellence service create search getmeili/meilisearch:v1.6 7700 --secret MEILI_MASTER_KEY=SEARCH_KEY --wait',
    "devopsellence service create es elasticsearch:8.11.0 9200 '' discovery.type=single-node,ES_JAVA_OPTS=-Xmx512m",
    'devopsellence service create vpn linuxserver/wireguard --port 51820/udp --publish --net-admin',
  ],
  run: createService,
});

async function createService(context: CommandContext): Promise<number> {
  const { input } = context;
  const name = input.get(SERVICE_NAME);
  const settings = await settingsOf(context);
  return withClient(context, async (client) => {
    const environment = await chooseEnvironment(context, client);
    const request = { environment, name, settings, node: input.get(NODE), wait: input.get(WAIT) };
    context.output.talk(`Creating ${name}: it is checked, ${settings.image} is pulled, then it is started.`);
    const outcome = await changeService(name, () => client.createService(request));
    return reportOutcome(context, { environment, verb: 'Created', outcome });
  });
}

async function settingsOf(context: CommandContext): Promise<StandaloneSettings> {
  const { input } = context;
  const given = await readSettings(context, parseVariables(input.get(variables) ?? ''));
  const place = portOf(input, given.overrides);
  const overrides = await completeSettings({ ...given, overrides: { ...given.overrides, ...place } }, () =>
    Promise.resolve({ ...DEFAULT_SETTINGS, port: place.port }),
  );
  return newSettings(input.get(image), place.port, { ...overrides, ...hostnameOf(input) });
}

/** PORT and `--port` say the same where both are given; a protocol that one says is the one. */
function portOf(input: Input, { port: fromOption, protocol }: StandaloneOverrides) {
  const text = input.get(portArgument);
  const argumentSays = text === null || text === '' ? null : parsePort(text, 'PORT');
  const said = argumentSays?.port ?? fromOption;
  if (said === undefined) throw new AppError('usage', { message: 'PORT is missing' });
  const isContrary =
    argumentSays !== null &&
    ((fromOption !== undefined && fromOption !== argumentSays.port) ||
      (protocol !== undefined && argumentSays.protocol !== undefined && protocol !== argumentSays.protocol));
  if (isContrary) throw contradiction('PORT', port.syntax);
  const agreed = protocol ?? argumentSays?.protocol;
  return { port: said, ...(agreed === undefined ? {} : { protocol: agreed }) };
}

function hostnameOf(input: Input): StandaloneOverrides {
  const text = input.get(hostArgument);
  if (text === null || text === '') return {};
  const said = parseHostname(text);
  const other = input.get(hostname);
  if (other !== null && (other === '' || parseHostname(other) !== said))
    throw contradiction('HOSTNAME', hostname.syntax);
  return { hostname: said };
}

function contradiction(argumentName: string, syntax: string): AppError {
  return usage(`${argumentName} and ${syntax.split(' ', 1).join('')} say different things`);
}
