import type { TaskRunState, TaskRunStatus } from '../model/task-run.js';
import { describeForStatus } from './describe.js';
import type { Facts } from './facts.js';
import { isRunning } from './instance.js';
import type { Plan } from './plan.js';
import type { TaskFacts } from './task-facts.js';

/** Every desired run of a task as its agent reports it, in the order of the desired state. */
export function describeTaskRuns({ tasks }: Facts, plan: Plan): readonly TaskRunStatus[] {
  return tasks.map((own) => ({
    environmentId: own.environment.id,
    runId: own.run.id,
    task: own.run.task,
    state: stateOfRun(own),
    container: own.container,
    startedAt: own.outcome?.startedAt ?? own.instance?.container.startedAt ?? null,
    waitingOn: plan.waiting.filter(({ run }) => run === own.run.id).map(describeForStatus),
    outcome: own.outcome,
  }));
}

function stateOfRun({ outcome, instance }: TaskFacts): TaskRunState {
  if (outcome !== null) return outcome.isSuccess ? 'succeeded' : 'failed';
  return instance !== null && isRunning(instance) ? 'running' : 'waiting';
}
