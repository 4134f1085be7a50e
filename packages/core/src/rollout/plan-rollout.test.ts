import { describe, expect, test } from 'vitest';
import { START_OF_TIME } from '../testing/builders.js';
import {
  aPendingNode,
  aRolloutInput,
  aRolloutNode,
  aRolloutService,
  aRolloutTask,
  aTaskOutcome,
} from '../testing/rollout-builders.js';
import { aRollout, aServiceStatus } from '../testing/spec-builders.js';
import { describeRolloutWaiting } from './describe.js';
import { planRollout } from './plan-rollout.js';
import type { RolloutInput, RolloutNode } from './rollout.js';

function plan(nodes: readonly RolloutNode[], overrides: Partial<Omit<RolloutInput, 'nodes'>> = {}) {
  const { publish, outcome, waiting, ...rest } = planRollout(aRolloutInput(nodes, overrides));
  return { publish: publish.map((id) => id.slice(3)), outcome, waiting: waiting.map(describeRolloutWaiting), ...rest };
}

/** `web` is on its way: reported, but not settled. */
function changingNode(name: string, overrides: Partial<RolloutNode> = {}): RolloutNode {
  const status = aServiceStatus({ state: 'starting', ready: false, settled: false });
  return aRolloutNode({ name, settledAt: null, services: [aRolloutService({ status })], ...overrides });
}

describe('choosing who is next', () => {
  test('publishes to the first node by name', () => {
    const { publish, waiting } = plan([aPendingNode({ name: 'n2' }), aPendingNode({ name: 'n1' })]);
    expect(publish).toEqual(['n1']);
    expect(waiting).toContain('n2: waits for its turn, at most 1 node changes at a time');
  });

  test('publishes to nobody while as many nodes are changing as may be', () => {
    expect(plan([changingNode('n1'), aPendingNode({ name: 'n2' })]).publish).toEqual([]);
  });

  test('keeps every place taken', () => {
    const nodes = [
      changingNode('n1'),
      aRolloutNode({ name: 'n2' }),
      ...['n3', 'n4'].map((name) => aPendingNode({ name })),
    ];
    expect(plan(nodes, { rollout: aRollout({ maxUnavailable: 2 }) }).publish).toEqual(['n3']);
  });

  test('publishes to offline nodes at once', () => {
    const offline = aPendingNode({ name: 'n2', connection: 'offline' });
    expect(plan([changingNode('n1'), offline, aPendingNode({ name: 'n3' })]).publish).toEqual(['n2']);
  });

  test('an offline node takes no place', () => {
    const offline = changingNode('n1', { connection: 'offline' });
    expect(plan([offline, aPendingNode({ name: 'n2' })]).publish).toEqual(['n2']);
  });

  test('waits for a stale node until it is known what it is', () => {
    const { publish, outcome, waiting } = plan([aRolloutNode(), aPendingNode({ name: 'n2', connection: 'stale' })]);
    expect(publish).toEqual([]);
    expect(outcome).toEqual({ kind: 'running' });
    expect(waiting).toEqual(['n2: not heard of since 2026-01-01T00:00:00.000Z']);
  });

  test('a node that settled and broke again holds the others up', () => {
    const broken = changingNode('n1', { settledAt: START_OF_TIME - 1_000 });
    expect(plan([broken, aPendingNode({ name: 'n2' })]).publish).toEqual([]);
  });

  test('pauses after a node has settled, and says when to look again', () => {
    const nodes = [aRolloutNode(), aPendingNode({ name: 'n2' })];
    const rollout = aRollout({ pauseMs: 30_000 });
    const paused = plan(nodes, { rollout, now: START_OF_TIME + 29_999 });
    expect(paused).toMatchObject({ publish: [], wakeAt: START_OF_TIME + 30_000 });
    expect(paused.waiting).toEqual(['n2: starts 30 s after the node before it has settled']);
    expect(plan(nodes, { rollout, now: START_OF_TIME + 30_000 }).publish).toEqual(['n2']);
    const justSettled = [aRolloutNode({ settledAt: null }), aPendingNode({ name: 'n2' })];
    expect(plan(justSettled, { rollout })).toMatchObject({ publish: [], settled: ['id-n1'] });
  });
});

describe('nodes that a superseded deployment left changing', () => {
  const left = (name: string, overrides: Partial<RolloutNode> = {}) =>
    aPendingNode({ name, leftChanging: true, ...overrides });

  test('are led on at once, and hold the others up', () => {
    expect(plan([aPendingNode({ name: 'n1' }), left('n2'), left('n3')]).publish).toEqual(['n2', 'n3']);
  });

  test('leave the places that are free to others', () => {
    const nodes = [aPendingNode({ name: 'n1' }), aPendingNode({ name: 'n2' }), left('n3')];
    expect(plan(nodes, { rollout: aRollout({ maxUnavailable: 2 }) }).publish).toEqual(['n3', 'n1']);
  });

  test('are waited for while they are stale, and not while they are offline', () => {
    const other = aPendingNode({ name: 'n2' });
    expect(plan([left('n1', { connection: 'stale' }), other]).publish).toEqual([]);
    expect(plan([left('n1', { connection: 'offline' }), other]).publish).toEqual(['n1', 'n2']);
  });

  test('do not keep a task from beginning, and are led on once it has succeeded', () => {
    const nodes = [aPendingNode({ name: 'n1' }), left('n2')];
    expect(plan(nodes, { task: aRolloutTask() }).publish).toEqual(['n1']);
    const task = aRolloutTask({ outcome: aTaskOutcome(), endedAt: START_OF_TIME });
    expect(plan(nodes, { task }).publish).toEqual(['n2']);
  });
});

describe('ending', () => {
  test('settles when every node has', () => {
    expect(plan([aRolloutNode()])).toMatchObject({
      publish: [],
      outcome: { kind: 'settled', reason: '' },
      wakeAt: null,
    });
  });

  test('is not settled when no node is left that it could have settled on', () => {
    const reason = 'every node it was for was detached or removed meanwhile';
    expect(plan([]).outcome).toEqual({ kind: 'failed', reason });
  });

  test('does not take a report made before the change for an answer', () => {
    const { outcome, waiting } = plan([aRolloutNode({ publishedRevision: 3 })]);
    expect(outcome).toEqual({ kind: 'running' });
    expect(waiting).toEqual(['n1: has not accepted revision 3 yet']);
  });

  test('does not take a settled container of another definition for an answer', () => {
    expect(plan([aRolloutNode({ services: [aRolloutService({ hash: 'newer' })] })]).outcome.kind).toBe('running');
  });

  test('waits until what is no longer wanted is gone', () => {
    const node = aRolloutNode({ change: 'withdraw', services: [], isLeftOver: true });
    expect(plan([node])).toMatchObject({
      outcome: { kind: 'running' },
      waiting: ['n1: what is no longer wanted is being removed'],
    });
    expect(
      plan([{ ...node, removals: ['redis: waiting for web, which depends on it, to stop first'] }]).waiting,
    ).toEqual([
      'n1: what is no longer wanted is being removed: redis: waiting for web, which depends on it, to stop first',
    ]);
    expect(plan([{ ...node, isLeftOver: false }]).outcome.kind).toBe('settled');
  });

  test('waits while an engine does not answer, whatever was said before', () => {
    const { outcome, waiting } = plan([aRolloutNode({ engineError: 'connection refused' })]);
    expect(outcome.kind).toBe('running');
    expect(waiting).toEqual(['n1: its engine does not answer: connection refused']);
  });

  test('settles without the nodes that are offline, and names them', () => {
    const offline = aRolloutNode({ name: 'n2', connection: 'offline', observedRevision: 1 });
    expect(plan([aRolloutNode(), offline]).outcome).toEqual({
      kind: 'settled',
      reason: 'offline and to follow when it returns: node n2',
    });
  });

  test('never settles on nobody: with all nodes offline it waits, and fails at the deadline', () => {
    const offline = changingNode('n1', { connection: 'offline' });
    expect(plan([offline]).outcome.kind).toBe('running');
    expect(plan([offline], { now: START_OF_TIME + 600_000 }).outcome).toEqual({
      kind: 'failed',
      reason: 'not settled within 10 min: n1: offline since 2026-01-01T00:00:00.000Z',
    });
  });

  test('fails with service, node and last error as soon as a service is failing', () => {
    const status = aServiceStatus({ settled: false, failing: true, lastError: 'exited 3 times with code 1' });
    const failing = aRolloutNode({ services: [aRolloutService({ status })] });
    const { publish, outcome } = plan([
      failing,
      aPendingNode({ name: 'n2' }),
      aPendingNode({ name: 'n3', connection: 'offline' }),
    ]);
    expect(outcome).toEqual({ kind: 'failed', reason: 'service web failed on node n1: exited 3 times with code 1' });
    expect(publish).toEqual([]);
  });

  test('does not fail for what an offline node said last', () => {
    const status = aServiceStatus({ settled: false, failing: true });
    const offline = aRolloutNode({ name: 'n2', connection: 'offline', services: [aRolloutService({ status })] });
    expect(plan([aRolloutNode(), offline]).outcome.kind).toBe('settled');
  });

  test('fails when a node takes longer than its health deadline, and says what it waited for', () => {
    const waitingOn = [
      { reason: 'dependency', subject: 'redis', detail: 'waiting on redis: not ready yet', since: null },
    ];
    const status = aServiceStatus({ state: 'waiting', ready: false, settled: false, waitingOn });
    const node = changingNode('n1', { services: [aRolloutService({ status })] });
    const rollout = aRollout({ healthDeadlineMs: 60_000 });
    expect(plan([node], { rollout })).toMatchObject({ outcome: { kind: 'running' }, wakeAt: START_OF_TIME + 60_000 });
    expect(plan([node], { rollout, now: START_OF_TIME + 60_000 }).outcome).toEqual({
      kind: 'failed',
      reason: 'node n1 did not settle within 1 min: n1: web: waiting on redis: not ready yet',
    });
  });

  test('speaks of the whole when that and a node are late at one look: the health deadline may be as long', () => {
    const { outcome } = plan([changingNode('n1')], { now: START_OF_TIME + 600_000 });
    expect(outcome).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^not settled within 10 min: n1: /),
    });
  });

  test('counts the health deadline of a node that was offline from its return', () => {
    const returned = changingNode('n1', { beganAt: null });
    const late = plan([returned], { now: START_OF_TIME + 400_000 });
    expect(late.outcome.kind).toBe('running');
    expect(late.began).toEqual(['id-n1']);
  });

  test('names a few of many in the reason', () => {
    const nodes = Array.from({ length: 9 }, (_, index) => changingNode(`n${index}`));
    const { outcome } = plan(nodes, {
      now: START_OF_TIME + 600_000,
      rollout: aRollout({ healthDeadlineMs: 3_600_000 }),
    });
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(outcome.kind === 'failed' && outcome.reason).toMatch(
      /^not settled within 10 min: n0: web: starting; .* and 4 more$/,
    );
  });
});
