import type { RolloutLoop } from '../deploy/rollout-loop.js';
import { RunLoop, type RunLoopDeps } from './run-loop.js';
import { RunMaker } from './run-maker.js';
import { Scheduler } from './scheduler.js';

export interface TaskPartDeps extends RunLoopDeps {
  readonly rollouts: Pick<RolloutLoop, 'onChange'>;
}

/** The part that runs tasks which are of no deployment: by schedule, and by request. */
export interface TaskPart {
  readonly runMaker: RunMaker;
  /** A deployment was recorded: what is scheduled may be something else now. */
  noteDeployment(deploymentId: string): void;
  /** Fires schedules and sees runs to their ends, those of an earlier process too, until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

/** It does nothing before `run`. */
export function createTaskPart(deps: TaskPartDeps): TaskPart {
  const runs = new RunLoop(deps);
  const runMaker = new RunMaker(deps, (run) => runs.follow(run));
  const scheduler = new Scheduler({ ...deps, fire: (firing) => runMaker.fire(firing) });
  const noteDeployment = scheduler.noteDeployment.bind(scheduler);
  return {
    runMaker,
    noteDeployment,
    run: async (signal) => {
      // One that fails may give back another release.
      const stopListening = deps.rollouts.onChange((deploymentId, isOver) => {
        if (isOver) noteDeployment(deploymentId);
      });
      await Promise.all([runs.run(signal), scheduler.run(signal)]);
      stopListening();
    },
  };
}
