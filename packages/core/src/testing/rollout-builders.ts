import type { TaskOutcome, TaskRunStatus } from '../model/task-run.js';
import type { RolloutInput, RolloutNode, RolloutService, RolloutTask } from '../rollout/rollout.js';
import { ENVIRONMENT_ID, START_OF_TIME } from './builders.js';
import { aRollout, aServiceStatus } from './spec-builders.js';

/** An online node whose change is published and accepted, and on which `web` is settled. */
export function aRolloutNode(overrides: Partial<RolloutNode> = {}): RolloutNode {
  const name = overrides.name ?? 'n1';
  return {
    id: `id-${name}`,
    name,
    connection: 'online',
    lastSeen: START_OF_TIME,
    change: 'publish',
    publishedRevision: 2,
    leftChanging: false,
    observedRevision: 2,
    beganAt: START_OF_TIME,
    settledAt: START_OF_TIME,
    services: [aRolloutService()],
    taskRun: null,
    isLeftOver: false,
    removals: [],
    engineError: '',
    ...overrides,
  };
}

/** An online node that still runs what it ran before the deployment. */
export function aPendingNode(overrides: Partial<RolloutNode> = {}): RolloutNode {
  return aRolloutNode({ publishedRevision: null, observedRevision: 1, beganAt: null, settledAt: null, ...overrides });
}

/** A service as wanted and as reported; the report says settled unless told otherwise. */
export function aRolloutService(overrides: Partial<RolloutService> = {}): RolloutService {
  const name = overrides.name ?? 'web';
  return { name, hash: `hash-of-${name}`, status: aServiceStatus({ name }), ...overrides };
}

export function aRolloutInput(
  nodes: readonly RolloutNode[],
  overrides: Partial<Omit<RolloutInput, 'nodes'>> = {},
): RolloutInput {
  const rollout = aRollout();
  return {
    startedAt: START_OF_TIME,
    deadlineAt: START_OF_TIME + rollout.deadlineMs,
    rollout,
    nodes,
    task: null,
    now: START_OF_TIME,
    ...overrides,
  };
}

/** A release task on the node n1 that has yet to end. */
export function aRolloutTask(overrides: Partial<RolloutTask> = {}): RolloutTask {
  return { task: 'release', runId: 'run-1', nodeId: 'id-n1', outcome: null, endedAt: null, ...overrides };
}

export function aTaskOutcome(overrides: Partial<TaskOutcome> = {}): TaskOutcome {
  return {
    isSuccess: true,
    exitCode: 0,
    startedAt: START_OF_TIME,
    endedAt: START_OF_TIME,
    reason: '',
    lastLines: [],
    ...overrides,
  };
}

/** The run of `aRolloutTask` as its node reports it; it runs until told otherwise. */
export function aTaskRunStatus(overrides: Partial<TaskRunStatus> = {}): TaskRunStatus {
  return {
    environmentId: ENVIRONMENT_ID,
    runId: 'run-1',
    task: 'release',
    state: 'running',
    container: 'shop-release-run-1',
    startedAt: START_OF_TIME,
    waitingOn: [],
    outcome: null,
    ...overrides,
  };
}
