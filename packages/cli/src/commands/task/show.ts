import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { taskRunFields } from '../../document/task.js';
import { argument } from '../../parameter.js';
import { taskRunText } from '../../render/task-run.js';

const run = argument('RUN', 'id of a run, as `task runs` shows it');

export const command = defineCommand({
  description: 'What made it, how it ended and why, or what it waits for; with its exit code and its last lines.',
  args: [run],
  examples: ['devopsellence task show 01KB5Q8Z3M7N2P4R6S8T0V2W4X'],
  run: (context) =>
    withClient(context, async (client) => {
      const { io, input, outside, output } = context;
      const found = await client.taskRun(input.get(run));
      return output.succeed({
        message: `run ${found.id} ${found.state}`,
        fields: { run: taskRunFields(found) },
        lines: taskRunText(found, { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() }),
      });
    }),
});
