import { defineCommand } from '../command.js';
import { withClient } from '../connect.js';
import { chooseEnvironment } from '../environment.js';
import { readLogs } from '../logs/read-logs.js';
import { count, duration, flag, type Input, optionalArgument, text } from '../parameter.js';
import { usage } from '../usage.js';

const service = optionalArgument('SERVICE', 'only this service');
const task = text('--task <TASK>', 'the newest run of this task, instead of services');
const runId = text('--run <ID>', 'this run of a task, instead of services');
const node = text('--node <NAME>', 'only this node');
const lines = count('--lines <N>', 'newest lines of each service on each node (default: 100)', {
  absent: 100,
  atMost: 10_000,
});
const since = duration('--since <DURATION>', 'only lines younger than this, for example 10m');
const follows = flag('--follow', 'wait for more lines, until Ctrl-C');

export const command = defineCommand({
  description:
    'Lines come from all nodes, each with its node and service in front. Of a run of a task whose container is gone, the ' +
    'recorded last lines are shown; --follow ends with the run.',
  args: [service],
  options: [task, runId, node, lines, since, follows],
  examples: [
    'devopsellence logs',
    'devopsellence logs web --since 10m',
    'devopsellence logs web --node prod-1 --follow',
    'devopsellence logs --task release',
  ],
  run: (context) => {
    const { input } = context;
    const isOfTask = input.get(task) !== null || input.get(runId) !== null;
    if (isOfTask) refuseBoth(input);
    return withClient(context, async (client) => {
      const environment = await chooseEnvironment(context, client);
      const window = { lines: input.get(lines), sinceMs: input.get(since), follow: input.get(follows) };
      if (isOfTask) {
        const request = { environment, task: input.get(task), run: input.get(runId), whole: false, ...window };
        return readLogs(context, { request, open: (each) => client.runLogs(each) });
      }
      const request = { environment, service: input.get(service), node: input.get(node), ...window };
      return readLogs(context, { request, open: (each) => client.logs(each) });
    });
  },
});

/** A run is on one node, and has one container. */
function refuseBoth(input: Input): void {
  const other = input.get(service) !== null ? 'SERVICE' : input.get(node) !== null ? '--node' : null;
  if (other === null) return;
  throw usage(`--task and --run cannot be used with ${other}`, undefined, ['devopsellence logs --task TASK']);
}
