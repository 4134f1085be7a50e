import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { EnvironmentName } from '../client/names.js';
import type { Deployment, DeploymentTask } from '../client/status.js';
import type { CommandContext } from '../command.js';
import { showRun } from '../logs/show-run.js';
import type { FollowView } from './follow.js';

/** How long lines that are under way are waited for when the deployment has ended. */
const DRAIN_MS = 5_000;
const LINES = 100;

export interface TaskLinesOptions {
  readonly client: ControlPlaneClient;
  readonly environment: EnvironmentName;
  readonly view: FollowView;
}

/** Shows what the task of a deployment writes while it runs. Whatever becomes of that, the deployment is followed on. */
export class TaskLines {
  readonly #context: CommandContext;
  readonly #options: TaskLinesOptions;
  readonly #stopped = new AbortController();
  #task: DeploymentTask | null = null;
  #shown: Promise<void> | null = null;
  #isWhole = false;

  constructor(context: CommandContext, options: TaskLinesOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** Every line that the task wrote was shown. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Begins as soon as the deployment has a task. */
  follow({ task }: Deployment): void {
    this.#task = task;
    if (task !== null) this.#shown ??= this.#show(task);
  }

  /** The deployment has ended: resolves when what its task wrote is shown, and soon in any case. */
  async end(): Promise<void> {
    const hasRun = (this.#task?.outcome?.startedAt ?? null) !== null;
    if (this.#shown === null || !hasRun) return;
    const tooLate = this.#context.outside.clock.sleep(DRAIN_MS, this.#stopped.signal);
    await Promise.race([this.#shown, tooLate]);
  }

  /** Shows nothing more. */
  stop(): void {
    this.#stopped.abort();
  }

  async #show({ task, runId: run }: DeploymentTask): Promise<void> {
    const { client, environment, view } = this.#options;
    const request = { environment, task, run, whole: true, lines: LINES, sinceMs: null, follow: true };
    this.#isWhole = await showRun(this.#context.outside, {
      open: () => client.runLogs(request),
      stopped: this.#stopped.signal,
      view: {
        line: (line) => view.taskLine(line),
        note: (text) => view.taskNote(text),
        lost: (reason) => view.taskNote(`lines of task ${task} do not come for now: ${reason}`),
      },
    });
  }
}
