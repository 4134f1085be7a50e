import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { chooseEnvironment } from '../../environment.js';
import { readLogs } from '../../logs/read-logs.js';
import { duration, flag, type Input, optionalArgument } from '../../parameter.js';
import { ofService } from '../../standalone/of-service.js';
import { SERVICE_NAME } from '../../standalone/setting-options.js';
import { usage } from '../../usage.js';

const DEFAULT_LINES = 100;
const MAX_LINES = 10_000;

const lines = optionalArgument('N', `how many of the newest lines (default: ${DEFAULT_LINES})`);
const since = duration('--since <DURATION>', 'only lines younger than this, for example 10m');
const follows = flag('--follow', 'wait for more lines, until Ctrl-C');

export const command = defineCommand({
  description: 'The newest lines that it wrote, on both streams.',
  args: [SERVICE_NAME, lines],
  options: [since, follows],
  examples: ['devopsellence service logs redis 200', 'devopsellence service logs redis --since 10m --follow'],
  run: (context) => {
    const { input } = context;
    const service = input.get(SERVICE_NAME);
    const window = { lines: linesOf(input), sinceMs: input.get(since), follow: input.get(follows) };
    return withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const request = { environment, service, node: null, ...window };
      return ofService(() => readLogs(context, { request, open: (each) => client.logs(each) }));
    });
  },
});

function linesOf(input: Input): number {
  const text = input.get(lines);
  if (text === null) return DEFAULT_LINES;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= MAX_LINES) return number;
  throw usage(`N must be a number from 1 to ${MAX_LINES}, not ${JSON.stringify(text)}`);
}
