import { expect, test } from 'vitest';
import { START_OF_TIME } from '../testing/builders.js';
import {
  aPendingNode,
  aRolloutInput,
  aRolloutNode,
  aRolloutTask,
  aTaskOutcome,
  aTaskRunStatus,
} from '../testing/rollout-builders.js';
import { aRollout } from '../testing/spec-builders.js';
import { describeRolloutWaiting } from './describe.js';
import { planRollout } from './plan-rollout.js';
import type { RolloutInput, RolloutNode } from './rollout.js';

function plan(nodes: readonly RolloutNode[], overrides: Partial<Omit<RolloutInput, 'nodes'>> = {}) {
  const planned = planRollout(aRolloutInput(nodes, { task: aRolloutTask(), ...overrides }));
  return { ...planned, waiting: planned.waiting.map(describeRolloutWaiting) };
}

const n2 = aPendingNode({ name: 'n2' });

test('the node of the task goes first, whatever its name, and offline ones wait too', () => {
  const away = aPendingNode({ name: 'n0', connection: 'offline' });
  const { publish, waiting } = plan([away, aPendingNode(), n2], { task: aRolloutTask({ nodeId: 'id-n2' }) });
  expect(publish).toEqual(['id-n2']);
  expect(waiting).toContain('n0: waits until task release has succeeded on n2');
});

test('nothing is settled while the task runs, and it is said what for', () => {
  const detail = 'waiting on redis: not ready yet';
  const waitingOn = [{ reason: 'dependency', subject: 'redis', detail, since: null }];
  const node = aRolloutNode({ settledAt: null, taskRun: aTaskRunStatus({ state: 'waiting', waitingOn }) });
  const { publish, settled, outcome, waiting, taskOutcome } = plan([node, n2]);
  expect({ publish, settled, outcome, taskOutcome }).toEqual({
    publish: [],
    settled: [],
    outcome: { kind: 'running' },
    taskOutcome: null,
  });
  expect(waiting).toEqual([
    'n1: task release: waiting on redis: not ready yet',
    'n2: waits until task release has succeeded on n1',
  ]);
});

test('an outcome is recorded first, and lets the others change then', () => {
  const outcome = aTaskOutcome();
  const node = aRolloutNode({ taskRun: aTaskRunStatus({ state: 'succeeded', outcome }) });
  expect(plan([node, n2])).toMatchObject({ publish: [], taskOutcome: outcome, outcome: { kind: 'running' } });
  const recorded = aRolloutTask({ outcome, endedAt: START_OF_TIME });
  expect(plan([node, n2], { task: recorded })).toMatchObject({ publish: ['id-n2'], taskOutcome: null });
});

test('an outcome of a node that has not accepted the change counts for nothing', () => {
  const taskRun = aTaskRunStatus({ state: 'succeeded', outcome: aTaskOutcome() });
  expect(plan([aRolloutNode({ observedRevision: 1, taskRun }), n2]).taskOutcome).toBeNull();
});

test('a task that failed fails the deployment, with its last words', () => {
  const outcome = aTaskOutcome({ isSuccess: false, reason: 'exited with code 3', lastLines: ['no such table', ' '] });
  const task = aRolloutTask({ outcome, endedAt: START_OF_TIME });
  expect(plan([aRolloutNode(), n2], { task })).toMatchObject({
    publish: [],
    outcome: { kind: 'failed', reason: 'task release failed on node n1: exited with code 3: no such table' },
  });
});

test('a deployment whose task lost its node has failed', () => {
  expect(plan([n2]).outcome).toEqual({
    kind: 'failed',
    reason: 'the node of task release was detached or removed before it had succeeded',
  });
});

test('the time of the task does not count against its node', () => {
  const rollout = aRollout({ healthDeadlineMs: 60_000 });
  const node = aRolloutNode({ settledAt: null, observedRevision: 1, beganAt: START_OF_TIME });
  const now = START_OF_TIME + 100_000;
  expect(plan([node], { rollout, now }).outcome.kind).toBe('running');
  const task = aRolloutTask({ outcome: aTaskOutcome(), endedAt: START_OF_TIME + 90_000 });
  expect(plan([node], { rollout, now, task })).toMatchObject({
    outcome: { kind: 'running' },
    wakeAt: START_OF_TIME + 150_000,
  });
  expect(plan([node], { rollout, now: START_OF_TIME + 150_000, task }).outcome.kind).toBe('failed');
});
