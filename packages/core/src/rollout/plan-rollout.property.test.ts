import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connection } from '../model/status.js';
import type { TaskRunStatus } from '../model/task-run.js';
import { START_OF_TIME } from '../testing/builders.js';
import {
  aPendingNode,
  aRolloutInput,
  aRolloutNode,
  aRolloutService,
  aRolloutTask,
  aTaskOutcome,
  aTaskRunStatus,
} from '../testing/rollout-builders.js';
import { aRollout, aServiceStatus } from '../testing/spec-builders.js';
import { phaseOf } from './node-phase.js';
import { planRollout } from './plan-rollout.js';
import type { RolloutInput, RolloutNode, RolloutPlan, RolloutTask } from './rollout.js';

/** What one simulated node does once its change is published to it, and when it is not heard of. */
interface Script {
  readonly acceptsAfterMs: number;
  readonly settlesAfterMs: number;
  readonly ending: 'settles' | 'fails' | 'hangs';
  /** A deployment that was superseded left it in the middle. */
  readonly leftChanging: boolean;
  readonly away: { readonly fromMs: number; readonly forMs: number; readonly as: Connection } | null;
}

const script: fc.Arbitrary<Script> = fc.record({
  acceptsAfterMs: fc.integer({ min: 0, max: 2_000 }),
  settlesAfterMs: fc.integer({ min: 0, max: 20_000 }),
  ending: fc.constantFrom('settles', 'settles', 'settles', 'fails', 'hangs'),
  leftChanging: fc.boolean(),
  away: fc.option(
    fc.record({
      fromMs: fc.integer({ min: 0, max: 60_000 }),
      forMs: fc.integer({ min: 1_000, max: 200_000 }),
      as: fc.constantFrom('stale', 'offline'),
    }),
    { freq: 3 },
  ),
});

const rollout = fc
  .record({
    maxUnavailable: fc.integer({ min: 1, max: 3 }),
    pauseMs: fc.constantFrom(0, 5_000),
    healthDeadlineMs: fc.constantFrom(15_000, 300_000),
    deadlineMs: fc.constantFrom(60_000, 120_000),
  })
  .map(aRollout);

/** What the release task does on the first node once that has accepted its change. */
interface TaskScript {
  readonly takesMs: number;
  readonly isSuccess: boolean;
}

const taskScript: fc.Arbitrary<TaskScript | null> = fc.option(
  fc.record({ takesMs: fc.integer({ min: 0, max: 30_000 }), isSuccess: fc.boolean() }),
);

const fleet = fc.record({ scripts: fc.array(script, { minLength: 1, maxLength: 6 }), rollout, task: taskScript });

/** Drives planRollout over simulated nodes as the rollout loop does, second by second, to its end. */
class SimulatedRollout {
  readonly #scripts: readonly Script[];
  readonly #rollout: RolloutInput['rollout'];
  readonly #taskScript: TaskScript | null;
  readonly #published = new Map<string, number>();
  #nodes: readonly RolloutNode[];
  #task: RolloutTask | null;
  #now = START_OF_TIME;

  constructor(scripts: readonly Script[], spec: RolloutInput['rollout'], task: TaskScript | null = null) {
    this.#scripts = scripts;
    this.#rollout = spec;
    this.#taskScript = task;
    this.#task = task === null ? null : aRolloutTask({ nodeId: 'id-n0' });
    this.#nodes = scripts.map(({ leftChanging }, index) => aPendingNode({ name: `n${index}`, leftChanging }));
  }

  get elapsedMs(): number {
    return this.#now - START_OF_TIME;
  }

  run(check: (input: RolloutInput, plan: RolloutPlan) => void): RolloutPlan {
    for (;;) {
      const input = this.#observe();
      const plan = planRollout(input);
      check(input, plan);
      if (plan.outcome.kind !== 'running') return plan;
      this.#record(plan);
      if (plan.publish.length === 0 && plan.taskOutcome === null) this.#now += 1_000;
    }
  }

  #observe(): RolloutInput {
    this.#nodes = this.#nodes.map((node, index) => this.#seen(node, this.#scripts[index]));
    const deadlineAt = START_OF_TIME + this.#rollout.deadlineMs;
    return aRolloutInput(this.#nodes, { rollout: this.#rollout, task: this.#task, now: this.#now, deadlineAt });
  }

  #seen(node: RolloutNode, script: Script | undefined): RolloutNode {
    if (script === undefined) return node;
    const connection = connectionAt(script, this.elapsedMs);
    const publishedAt = this.#published.get(node.id);
    if (connection !== 'online' || publishedAt === undefined) return { ...node, connection };
    const sinceMs = this.#now - publishedAt;
    if (sinceMs < script.acceptsAfterMs) return { ...node, connection };
    const task = node.id === this.#task?.nodeId ? this.#taskScript : null;
    const taskMs = task?.takesMs ?? 0;
    const isRunning = sinceMs < script.acceptsAfterMs + taskMs;
    // Behind a task that fails the agent changes no service, and so none of them fails.
    const isGated = isRunning || task?.isSuccess === false;
    const isOver = !isGated && sinceMs >= script.acceptsAfterMs + taskMs + script.settlesAfterMs;
    const status = aServiceStatus({
      settled: isOver && script.ending === 'settles',
      failing: isOver && script.ending === 'fails',
    });
    const taskRun = task === null ? null : this.#taskRun(isRunning);
    return { ...node, connection, observedRevision: 2, services: [aRolloutService({ status })], taskRun };
  }

  #taskRun(isRunning: boolean): TaskRunStatus {
    const outcome = aTaskOutcome({ isSuccess: this.#taskScript?.isSuccess === true, reason: 'exited with code 1' });
    return isRunning ? aTaskRunStatus() : aTaskRunStatus({ state: 'succeeded', outcome });
  }

  #record({ publish, began, settled, taskOutcome }: RolloutPlan): void {
    if (taskOutcome !== null && this.#task !== null) {
      this.#task = { ...this.#task, outcome: taskOutcome, endedAt: this.#now };
    }
    this.#nodes = this.#nodes.map((node) => ({
      ...node,
      publishedRevision: publish.includes(node.id) ? 2 : node.publishedRevision,
      beganAt: began.includes(node.id) ? this.#now : node.beganAt,
      settledAt: settled.includes(node.id) ? this.#now : node.settledAt,
    }));
    for (const id of publish) this.#published.set(id, this.#now);
  }
}

function connectionAt({ away }: Script, elapsedMs: number): Connection {
  if (away === null || elapsedMs < away.fromMs || elapsedMs >= away.fromMs + away.forMs) return 'online';
  return away.as;
}

describe('any rollout', () => {
  test('ends by its deadline', () => {
    fc.assert(
      fc.property(fleet, ({ scripts, rollout: spec, task }) => {
        const simulation = new SimulatedRollout(scripts, spec, task);
        simulation.run(() => undefined);
        expect(simulation.elapsedMs).toBeLessThanOrEqual(spec.deadlineMs);
      }),
    );
  });

  test('never lets more nodes change than may, unless they come back by themselves', () => {
    fc.assert(
      fc.property(fleet, ({ scripts, rollout: spec, task }) => {
        new SimulatedRollout(scripts, spec, task).run((input, plan) => {
          const present = input.nodes.filter((node) => node.connection !== 'offline');
          const isGated = input.task !== null && input.task.outcome?.isSuccess !== true;
          const isLeft = (node: RolloutNode) => phaseOf(node) === 'pending' && node.leftChanging && !isGated;
          const changing = present.filter((node) => phaseOf(node) === 'changing' || isLeft(node));
          const added = present.filter((node) => plan.publish.includes(node.id) && !node.leftChanging);
          if (added.length > 0) expect(changing.length + added.length).toBeLessThanOrEqual(spec.maxUnavailable);
        });
      }),
    );
  });

  test('settles when nodes settle, however few may change at a time', () => {
    const calm = script.map(
      (each): Script => ({ ...each, settlesAfterMs: each.settlesAfterMs / 10, ending: 'settles', away: null }),
    );
    fc.assert(
      fc.property(fc.array(calm, { minLength: 1, maxLength: 6 }), rollout, (scripts, spec) => {
        const plan = new SimulatedRollout(scripts, { ...spec, pauseMs: 0 }).run(() => undefined);
        expect(plan.outcome).toEqual({ kind: 'settled', reason: '' });
      }),
    );
  });

  test('changes nothing but the node of its task before that has succeeded, and does not settle without it', () => {
    fc.assert(
      fc.property(fleet, ({ scripts, rollout: spec, task }) => {
        fc.pre(task !== null);
        new SimulatedRollout(scripts, spec, task).run(({ task: run }, { publish, settled, outcome }) => {
          if (run?.outcome?.isSuccess === true) return;
          expect([[], ['id-n0']]).toContainEqual(publish);
          expect(settled).not.toContain('id-n0');
          expect(outcome.kind).not.toBe('settled');
        });
      }),
    );
  });

  test('fails when its task does', () => {
    const calm = script.map((each): Script => ({ ...each, acceptsAfterMs: 0, away: null }));
    fc.assert(
      fc.property(fc.array(calm, { minLength: 1, maxLength: 6 }), rollout, (scripts, spec) => {
        const task = { takesMs: 5_000, isSuccess: false };
        const plan = new SimulatedRollout(scripts, spec, task).run(() => undefined);
        expect(plan.outcome).toEqual({ kind: 'failed', reason: 'task release failed on node n0: exited with code 1' });
      }),
    );
  });

  test('says why it waits whenever it runs without doing anything', () => {
    fc.assert(
      fc.property(fleet, ({ scripts, rollout: spec, task }) => {
        new SimulatedRollout(scripts, spec, task).run((_, { outcome, publish, taskOutcome, waiting }) => {
          if (outcome.kind === 'running' && publish.length === 0 && taskOutcome === null)
            expect(waiting).not.toEqual([]);
        });
      }),
    );
  });

  test('is planned the same from the same facts, in whatever order they come', () => {
    fc.assert(
      fc.property(fleet, ({ scripts, rollout: spec, task }) => {
        new SimulatedRollout(scripts, spec, task).run((input, plan) => {
          expect(planRollout({ ...input, nodes: input.nodes.toReversed() })).toEqual(plan);
        });
      }),
    );
  });

  test('publishes nothing in a settled world', () => {
    const nodes = fc.array(fc.constantFrom<Connection>('online', 'offline'), { maxLength: 6 });
    fc.assert(
      fc.property(nodes, (connections) => {
        const world = connections.map((connection, index) => aRolloutNode({ name: `n${index}`, connection }));
        expect(planRollout(aRolloutInput(world)).publish).toEqual([]);
      }),
    );
  });
});
