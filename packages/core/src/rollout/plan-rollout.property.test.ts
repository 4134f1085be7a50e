import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connection } from '../model/status.js';
import { START_OF_TIME } from '../testing/builders.js';
import { aPendingNode, aRolloutInput, aRolloutNode, aRolloutService } from '../testing/rollout-builders.js';
import { aRollout, aServiceStatus } from '../testing/spec-builders.js';
import { phaseOf } from './node-phase.js';
import { planRollout } from './plan-rollout.js';
import type { RolloutInput, RolloutNode, RolloutPlan } from './rollout.js';

/** What one simulated node does once its change is published to it, and when it is not heard of. */
interface Script {
  readonly acceptsAfterMs: number;
  readonly settlesAfterMs: number;
  readonly ending: 'settles' | 'fails' | 'hangs';
  readonly away: { readonly fromMs: number; readonly forMs: number; readonly as: Connection } | null;
}

const script: fc.Arbitrary<Script> = fc.record({
  acceptsAfterMs: fc.integer({ min: 0, max: 2_000 }),
  settlesAfterMs: fc.integer({ min: 0, max: 20_000 }),
  ending: fc.constantFrom('settles', 'settles', 'settles', 'fails', 'hangs'),
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

const fleet = fc.record({ scripts: fc.array(script, { minLength: 1, maxLength: 6 }), rollout });

/** Drives planRollout over simulated nodes as the rollout loop does, second by second, to its end. */
class SimulatedRollout {
  readonly #scripts: readonly Script[];
  readonly #rollout: RolloutInput['rollout'];
  readonly #published = new Map<string, number>();
  #nodes: readonly RolloutNode[];
  #now = START_OF_TIME;

  constructor(scripts: readonly Script[], spec: RolloutInput['rollout']) {
    this.#scripts = scripts;
    this.#rollout = spec;
    this.#nodes = scripts.map((_, index) => aPendingNode({ name: `n${index}` }));
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
      if (plan.publish.length === 0) this.#now += 1_000;
    }
  }

  #observe(): RolloutInput {
    this.#nodes = this.#nodes.map((node, index) => this.#seen(node, this.#scripts[index]));
    const deadlineAt = START_OF_TIME + this.#rollout.deadlineMs;
    return aRolloutInput(this.#nodes, { rollout: this.#rollout, now: this.#now, deadlineAt });
  }

  #seen(node: RolloutNode, script: Script | undefined): RolloutNode {
    if (script === undefined) return node;
    const connection = connectionAt(script, this.elapsedMs);
    const publishedAt = this.#published.get(node.id);
    if (connection !== 'online' || publishedAt === undefined) return { ...node, connection };
    const sinceMs = this.#now - publishedAt;
    if (sinceMs < script.acceptsAfterMs) return { ...node, connection };
    const isOver = sinceMs >= script.acceptsAfterMs + script.settlesAfterMs;
    const status = aServiceStatus({
      settled: isOver && script.ending === 'settles',
      failing: isOver && script.ending === 'fails',
    });
    return { ...node, connection, observedRevision: 2, services: [aRolloutService({ status })] };
  }

  #record({ publish, began, settled }: RolloutPlan): void {
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
      fc.property(fleet, ({ scripts, rollout: spec }) => {
        const simulation = new SimulatedRollout(scripts, spec);
        simulation.run(() => undefined);
        expect(simulation.elapsedMs).toBeLessThanOrEqual(spec.deadlineMs);
      }),
    );
  });

  test('never lets more nodes change than may, unless they come back by themselves', () => {
    fc.assert(
      fc.property(fleet, ({ scripts, rollout: spec }) => {
        new SimulatedRollout(scripts, spec).run((input, plan) => {
          const isPresent = (node: RolloutNode) => node.connection !== 'offline';
          const changing = input.nodes.filter((node) => isPresent(node) && phaseOf(node) === 'changing');
          const added = input.nodes.filter((node) => isPresent(node) && plan.publish.includes(node.id));
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

  test('says why it waits whenever it runs without doing anything', () => {
    fc.assert(
      fc.property(fleet, ({ scripts, rollout: spec }) => {
        new SimulatedRollout(scripts, spec).run((_, { outcome, publish, waiting }) => {
          if (outcome.kind === 'running' && publish.length === 0) expect(waiting).not.toEqual([]);
        });
      }),
    );
  });

  test('is planned the same from the same facts, in whatever order they come', () => {
    fc.assert(
      fc.property(fleet, ({ scripts, rollout: spec }) => {
        new SimulatedRollout(scripts, spec).run((input, plan) => {
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
