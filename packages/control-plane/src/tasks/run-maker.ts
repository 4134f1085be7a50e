import { AppError, type Instant, type Overlap, toIso } from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';
import type { DesiredStateFeed } from '../gateway/desired-state-feed.js';
import type { Fleet } from '../gateway/fleet.js';
import {
  type Environment,
  type EnvironmentNames,
  environmentById,
  environmentTitle,
  findFiring,
  findOpenTaskRun,
  findTaskRunById,
  findTaskRunByRequest,
  insertEvent,
  insertSkippedRun,
  type NewTaskRun,
  newId,
  publishTaskRun,
  type RecordedTaskRun,
  requireEnvironment,
  type Store,
  stopTaskRun,
  type TaskOf,
  type Writer,
} from '../store/index.js';
import { planRun } from './plan-run.js';
import { requireTask } from './require-task.js';

export interface RunMakerDeps {
  readonly store: Store;
  readonly fleet: Fleet;
  readonly feed: DesiredStateFeed;
  readonly clock: Clock;
}

/** A run that an operator asks for. */
export interface RunRequest {
  readonly environment: EnvironmentNames;
  /** Name of a task. */
  readonly task: string;
  /** A run of it that goes on is ended. */
  readonly replaces: boolean;
  /** The same one again answers the run that it made. */
  readonly requestToken: string;
  /** Name of the token. */
  readonly actor: string;
  readonly correlationId: string;
}

/** A time of a schedule that has come. */
export interface Firing extends TaskOf {
  readonly scheduledFor: Instant;
  readonly overlap: Overlap;
}

/** What a run may wait for its image and its dependencies, and what its node may be away, besides the time it may take. */
const MARGIN_MS = 10 * 60_000;

/** Makes runs that are of no deployment. Each is recorded and published in one transaction, or not at all. */
export class RunMaker {
  readonly #deps: RunMakerDeps;
  readonly #onMade: (run: RecordedTaskRun) => void;

  /** `onMade` is told of every run that is to be followed to its end, after it was committed. */
  constructor(deps: RunMakerDeps, onMade: (run: RecordedTaskRun) => void) {
    this.#deps = deps;
    this.#onMade = onMade;
  }

  /** Makes a run now. Throws what stands against it; nothing has changed then. */
  async request(request: RunRequest): Promise<RecordedTaskRun> {
    const made = await this.#deps.store.transaction(async (trx) => {
      const environment = await requireEnvironment(trx, request.environment);
      const known = await findTaskRunByRequest(trx, environment.id, request.requestToken);
      return known === null ? await this.#make(trx, environment, request) : { run: known, nodeIds: [] };
    });
    return this.#tell(made);
  }

  /**
   * Makes the run of a firing, or records that none was made and why. A firing that was recorded before is left alone:
   * null. Null also when the environment is gone.
   */
  async fire(firing: Firing): Promise<RecordedTaskRun | null> {
    const made = await this.#deps.store.transaction(async (trx) => {
      const environment = await environmentById(trx, firing.environmentId);
      if (environment === null || (await findFiring(trx, firing, firing.scheduledFor)) !== null) return null;
      return await this.#fire(trx, environment, firing);
    });
    return made === null ? null : this.#tell(made);
  }

  #tell({ run, nodeIds }: Made): RecordedTaskRun {
    for (const nodeId of nodeIds) this.#deps.feed.wake(nodeId);
    if (run.endedAt === null) this.#onMade(run);
    return run;
  }

  async #make(trx: Writer, environment: Environment, request: RunRequest): Promise<Made> {
    const { task, replaces, requestToken, actor, correlationId } = request;
    await requireTask(trx, environment, task);
    const open = await findOpenTaskRun(trx, { environmentId: environment.id, task });
    if (open !== null && (!replaces || open.deploymentId !== null)) throw inProgress(open);
    const at = this.#deps.clock.now();
    const origin = { trigger: 'operator', scheduledFor: null, requestedBy: actor, requestToken } as const;
    const made = await this.#publish(trx, { environment, task, open, origin, actor });
    const { id: run, node } = made.run;
    await insertEvent(trx, {
      at,
      actor,
      action: 'task.run_requested',
      place: environment,
      subject: `environment ${environmentTitle(environment)}`,
      details: { task, run, node, ...(open === null ? {} : { replaces: open.id }) },
      correlationId,
    });
    return made;
  }

  async #fire(trx: Writer, environment: Environment, firing: Firing): Promise<Made> {
    const { task, scheduledFor, overlap } = firing;
    const open = await findOpenTaskRun(trx, firing);
    if (open !== null && (overlap === 'forbid' || open.deploymentId !== null)) {
      return await this.#skip(trx, environment, { ...firing, reason: `run ${open.id} still went on` });
    }
    const origin = { trigger: 'schedule', scheduledFor, requestedBy: '', requestToken: null } as const;
    try {
      return await this.#publish(trx, { environment, task, open, origin, actor: 'control-plane' });
    } catch (error) {
      // Planned before anything is written: what stands against it has changed nothing.
      if (!(error instanceof AppError) || error.kind === 'internal') throw error;
      return await this.#skip(trx, environment, { ...firing, reason: error.message });
    }
  }

  async #publish(trx: Writer, { environment, task, open, origin, actor }: Origin): Promise<Made> {
    const { fleet, clock } = this.#deps;
    const id = newId();
    const { nodeId, node, releaseId, document } = await planRun(trx, { id, environment, task }, fleet);
    const at = clock.now();
    const stopped = open !== null && (await stopTaskRun(trx, open, { reason: `replaced by run ${id}`, actor, at }));
    const { timeoutMs } = document;
    const run: NewTaskRun = {
      id,
      environmentId: environment.id,
      deploymentId: null,
      task,
      nodeId,
      node,
      createdAt: at,
      releaseId,
      timeoutMs,
      deadlineAt: at + timeoutMs + MARGIN_MS,
      ...origin,
    };
    await publishTaskRun(trx, run, document);
    const nodeIds = new Set(stopped ? [open.nodeId, nodeId] : [nodeId]);
    return { run: await recorded(trx, id), nodeIds: [...nodeIds] };
  }

  async #skip(trx: Writer, environment: Environment, skipped: Firing & { readonly reason: string }): Promise<Made> {
    const { environmentId, task, scheduledFor, reason } = skipped;
    const id = newId();
    const at = this.#deps.clock.now();
    await insertSkippedRun(trx, { id, environmentId, task, createdAt: at, scheduledFor, skipped: reason });
    await insertEvent(trx, {
      at,
      actor: 'control-plane',
      action: 'task.skipped',
      place: environment,
      subject: `environment ${environmentTitle(environment)}`,
      details: { task, run: id, scheduled_for: toIso(scheduledFor), reason },
      correlationId: id,
    });
    return { run: await recorded(trx, id), nodeIds: [] };
  }
}

interface Made {
  readonly run: RecordedTaskRun;
  /** Nodes whose desired state has changed. */
  readonly nodeIds: readonly string[];
}

interface Origin {
  readonly environment: Environment;
  readonly task: string;
  /** What it takes the place of; null: nothing. */
  readonly open: RecordedTaskRun | null;
  readonly origin: Pick<NewTaskRun, 'trigger' | 'scheduledFor' | 'requestedBy' | 'requestToken'>;
  readonly actor: string;
}

async function recorded(trx: Writer, id: string): Promise<RecordedTaskRun> {
  const run = await findTaskRunById(trx, id);
  if (run === null) throw new AppError('internal', { message: `run ${id} was not recorded` });
  return run;
}

function inProgress({ id, task, node, deploymentId, requestedBy, createdAt }: RecordedTaskRun): AppError {
  const by = requestedBy === '' ? 'by its schedule' : `by ${requestedBy}`;
  return new AppError('task_in_progress', {
    message: `a run of task ${task} goes on: ${id} on node ${node}, started ${by} at ${toIso(createdAt)}`,
    ...(deploymentId === null ? {} : { reason: `it is of deployment ${deploymentId}` }),
    nextActions:
      deploymentId === null
        ? [`devopsellence task show ${id}`, `devopsellence task run ${task} --replace`]
        : ['devopsellence status --watch', `devopsellence deployment cancel ${deploymentId}`],
  });
}
