import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { environmentFields } from '../../document/status.js';
import { taskRunFields } from '../../document/task.js';
import { chooseEnvironment } from '../../environment.js';
import { count, optionalArgument } from '../../parameter.js';
import { taskRunTable } from '../../render/task-run.js';

const task = optionalArgument('TASK', 'only of this task');
const limit = count('--limit <N>', 'newest runs (default: 20)', { absent: 20, atMost: 200 });

export const command = defineCommand({
  description:
    'Who or what made each run, how it ended, and why; the newest first. Those of schedules that were skipped, too.',
  args: [task],
  options: [limit],
  examples: ['devopsellence task runs', 'devopsellence task runs nightly --limit 100 --json'],
  run: (context) =>
    withClient(context, async (client) => {
      const { io, input, outside, output } = context;
      const environment = await chooseEnvironment(context, client);
      const name = input.get(task);
      const runs = await client.listTaskRuns({ environment, task: name, limit: input.get(limit) });
      const style = { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() };
      return output.succeed({
        message: runs.length === 1 ? '1 run' : `${runs.length} runs`,
        fields: { ...environmentFields(environment), runs: runs.map(taskRunFields) },
        lines:
          runs.length === 0
            ? [`No run yet. Make one: devopsellence task run ${name ?? 'TASK'}`]
            : taskRunTable(runs, style),
      });
    }),
});
