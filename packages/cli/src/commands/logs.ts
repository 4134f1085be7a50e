import { defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { chooseEnvironment } from '../environment.js';
import { readLogs } from '../logs/read-logs.js';
import { count, duration, flag, optionalArgument, text } from '../parameter.js';

const service = optionalArgument('SERVICE', 'only this service');
const node = text('--node <NAME>', 'only this node');
const lines = count('--lines <N>', 'newest lines of each service on each node (default: 100)', {
  absent: 100,
  atMost: 10_000,
});
const since = duration('--since <DURATION>', 'only lines younger than this, for example 10m');
const follows = flag('--follow', 'wait for more lines, until Ctrl-C');

export const command = defineCommand({
  description: 'Lines come from all nodes, each with its node and service in front.',
  args: [service],
  options: [node, lines, since, follows],
  examples: [
    'devopsellence logs',
    'devopsellence logs web --since 10m',
    'devopsellence logs web --node prod-1 --follow',
  ],
  run: (context) =>
    withClient(context, async (client) => {
      const { input } = context;
      const environment = await chooseEnvironment(context, client);
      const request = {
        environment,
        service: input.get(service),
        node: input.get(node),
        lines: input.get(lines),
        sinceMs: input.get(since),
        follow: input.get(follows),
      };
      return readLogs(context, { request, open: (each) => client.logs(each) });
    }),
});
