import { toIso } from '@devopsellence/core';
import type { Task } from '../../client/task-client.js';
import { coloursFor } from '../../colours.js';
import { defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { environmentFields } from '../../document/status.js';
import { taskFields } from '../../document/task.js';
import { chooseEnvironment } from '../../environment.js';
import { taskRunCell } from '../../render/shown-state.js';
import { type Cell, tableLines } from '../../render/table.js';
import type { TaskRunStyle } from '../../render/task-run.js';
import { agoText, aheadText } from '../../render/time.js';

export const command = defineCommand({
  description: 'The tasks of what the environment was last asked to run: when they run next, and how they ran last.',
  examples: ['devopsellence task list', 'devopsellence task list --env staging --json'],
  run: (context) =>
    withClient(context, async (client) => {
      const { io, outside, output } = context;
      const environment = await chooseEnvironment(context, client);
      const tasks = await client.listTasks(environment);
      const style = { colours: coloursFor(io.stdout, io.env), now: outside.clock.now() };
      const rows = tasks.map((task) => rowOf(task, style));
      return output.succeed({
        message: tasks.length === 1 ? '1 task' : `${tasks.length} tasks`,
        fields: { ...environmentFields(environment), tasks: tasks.map(taskFields) },
        lines:
          rows.length === 0
            ? ['No task is deployed. Add one under `tasks:` in devopsellence.yml, then: devopsellence deploy']
            : tableLines([['TASK', 'SERVICE', 'SCHEDULE', 'NEXT', 'LAST RUN', 'WHEN', 'NODE'], ...rows]),
      });
    }),
});

function rowOf({ name, service, schedule, nextAt, lastRun }: Task, { colours, now }: TaskRunStyle): readonly Cell[] {
  const when = schedule === null ? 'every deploy' : `${schedule.cron} ${schedule.timeZone}`;
  const next = nextAt === null ? '' : `${toIso(nextAt).slice(0, 16).replace('T', ' ')} UTC, ${aheadText(nextAt, now)}`;
  const last =
    lastRun === null ? ['never', ''] : [taskRunCell(lastRun.state, colours), agoText(lastRun.createdAt, now)];
  return [name, service, when, next, ...last, lastRun?.node ?? ''];
}
