import type { Finding } from '@devopsellence/core';
import type { ControlPlaneClient } from '../../client/control-plane-client.js';
import type { TaskRun } from '../../client/task-client.js';
import { type CommandContext, defineCommand } from '../../command.js';
import { withClient } from '../../connect.js';
import { patiently } from '../../deploy/start.js';
import { environmentFields } from '../../document/status.js';
import { taskRunFields } from '../../document/task.js';
import { chooseEnvironment } from '../../environment.js';
import { argument, flag } from '../../parameter.js';
import { sanitize } from '../../render/sanitize.js';
import { followRun } from '../../tasks/follow-run.js';
import { failureOfRun } from '../../tasks/run-failure.js';

const task = argument('TASK', 'name of a task that is deployed');
const replace = flag('--replace', 'end a run of it that goes on');
const detach = flag('--detach', 'do not wait for its end');

export const command = defineCommand({
  description:
    'Runs it once, on one node, with what that node runs of the environment. What it writes is passed on as it is, to ' +
    'stdout and stderr, until it has ended. Ctrl-C ends the watching, not the run.',
  args: [task],
  options: [replace, detach],
  examples: ['devopsellence task run nightly', 'devopsellence task run nightly --replace --detach'],
  run: (context) => withClient(context, (client) => run(context, client)),
});

async function run(context: CommandContext, client: ControlPlaneClient): Promise<number> {
  const { input, outside, output } = context;
  const isDetached = input.get(detach);
  if (!isDetached) output.stream();
  const environment = await chooseEnvironment(context, client);
  const requestToken = outside.requestToken();
  const request = { environment, task: input.get(task), replace: input.get(replace), requestToken };
  const made = await patiently(context, () => client.runTask(request));
  output.include(environmentFields(environment));
  if (isDetached) return detached(context, made);
  output.event('started', { ...environmentFields(environment), run: taskRunFields(made) });
  output.talk(`Run ${made.id} of task ${sanitize(made.task)} on ${sanitize(made.node)}.`);
  const { last, isWhole } = await followRun(context, client, made);
  output.include({ run: taskRunFields(last) });
  const failure = failureOfRun(last, { hasShownLines: isWhole });
  if (failure !== null) throw failure;
  output.talk('Succeeded.');
  const findings = isWhole ? [] : [linesMissing(last)];
  return output.succeed({ message: `run ${last.id} of task ${last.task} succeeded`, lines: [], findings });
}

/** Whoever takes the output for all of it has to know. */
function linesMissing({ id }: TaskRun): Finding {
  return {
    severity: 'warning',
    code: 'lines_missing',
    message: 'not every line that the task wrote was shown',
    nextActions: [`devopsellence logs --run ${id}`],
  };
}

function detached({ output }: CommandContext, made: TaskRun): number {
  return output.succeed({
    message: `run ${made.id} of task ${made.task} goes on`,
    fields: { run: taskRunFields(made) },
    lines: [
      `Run ${made.id} of task ${sanitize(made.task)} goes on, on ${sanitize(made.node)}.`,
      `  follow it: devopsellence logs --run ${made.id} --follow`,
      `  see it:    devopsellence task show ${made.id}`,
    ],
  });
}
