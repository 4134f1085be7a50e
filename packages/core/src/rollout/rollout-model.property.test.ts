import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { badBehaviour, goodBehaviour } from '../testing/arbitrary.js';
import type { Behaviour } from '../testing/behaviour.js';
import { aService, ofVersion } from '../testing/builders.js';
import { type Mishap, type SimulatedDeployment, SimulatedFleet } from '../testing/simulated-fleet.js';
import { aRollout } from '../testing/spec-builders.js';

const VERSIONS = ['1', '2', '3', '4', '5'].map((version) => ofVersion(aService(), version));
const [FIRST = aService()] = VERSIONS;
/** What one step of the simulation takes: a plan on which the control plane is killed is made again that much later. */
const STEP_MS = 500;

const mishap: fc.Arbitrary<Mishap> = fc.record({
  node: fc.nat(),
  atMs: fc.integer({ min: 0, max: 40_000 }),
  what: fc.oneof(
    fc.record({
      kind: fc.constant('agent restart' as const),
      restart: fc.record({
        inFlight: fc.constantFrom('finished' as const, 'lost' as const),
        rejections: fc.constantFrom('kept' as const, 'lost' as const),
      }),
    }),
    fc.record({
      kind: fc.constant('away' as const),
      forMs: fc.integer({ min: 1_000, max: 150_000 }),
      as: fc.constantFrom('stale' as const, 'offline' as const),
    }),
  ),
});

const rollout = fc
  .record({
    maxUnavailable: fc.integer({ min: 1, max: 3 }),
    pauseMs: fc.constantFrom(0, 5_000),
    healthDeadlineMs: fc.constantFrom(20_000, 300_000),
    deadlineMs: fc.constantFrom(60_000, 120_000),
  })
  .map(aRollout);

const deployment: fc.Arbitrary<SimulatedDeployment> = fc.record({
  service: fc.constantFrom(...VERSIONS),
  rollout,
  mishaps: fc.array(mishap, { maxLength: 4 }),
  cutShort: fc.option(
    fc.record({
      as: fc.constantFrom('superseded' as const, 'cancelled' as const),
      atMs: fc.integer({ min: 0, max: 20_000 }),
    }),
    { freq: 2 },
  ),
  killedAtPlans: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }).map((plans) => new Set(plans)),
});

/** Three of the five versions are good, the first among them. */
const behaviours = fc
  .tuple(goodBehaviour, goodBehaviour, goodBehaviour, badBehaviour, badBehaviour)
  .map(
    (listed): Readonly<Record<string, Behaviour>> =>
      Object.fromEntries(VERSIONS.flatMap(({ hash }, index) => (listed[index] ? [[hash, listed[index]]] : []))),
  );

const history = fc.record({
  nodes: fc.integer({ min: 1, max: 4 }),
  behaviours,
  deployments: fc.array(deployment, { minLength: 1, maxLength: 4 }),
});

interface History {
  readonly nodes: number;
  readonly behaviours: Readonly<Record<string, Behaviour>>;
  readonly deployments: readonly SimulatedDeployment[];
}

/** Every node has a web instance that answers, and the name of the service leads to one that does. */
function isServed(fleet: SimulatedFleet) {
  return () => {
    for (const world of fleet.worlds) {
      expect(world.answering('web')).toBeGreaterThan(0);
      expect(world.misleading('web')).toEqual({ astray: [], isLost: false });
    }
  };
}

function tell({ nodes, behaviours: known, deployments }: History, then: (fleet: SimulatedFleet) => void): void {
  const fleet = new SimulatedFleet(nodes, FIRST, known);
  for (const each of deployments) {
    const { end, tookMs } = fleet.deploy(each, isServed(fleet));
    expect(tookMs, end.kind).toBeLessThanOrEqual(each.rollout.deadlineMs + STEP_MS * each.killedAtPlans.size);
  }
  then(fleet);
}

/**
 * The model: nodes with agents and engines of their own, versions that are good, never ready, crashing or refused, agents and
 * the control plane killed, nodes that are not heard of, deployments that are superseded and cancelled.
 */
describe('any history of deployments', { timeout: 120_000 }, () => {
  test('ends each of them by its deadline, and never leaves a node without a web instance that answers', () => {
    fc.assert(
      fc.property(history, (all) => tell(all, () => undefined)),
      { numRuns: 40 },
    );
  });

  test('of which the last is good settles, and then nothing is planned any more, neither here nor there', () => {
    fc.assert(
      fc.property(history, (all) => {
        tell(all, (fleet) => {
          fleet.rest(200_000, isServed(fleet));
          const patient = aRollout({ maxUnavailable: all.nodes });
          const last = {
            service: FIRST,
            rollout: patient,
            mishaps: [],
            cutShort: null,
            killedAtPlans: new Set<number>(),
          };
          expect(fleet.deploy(last, isServed(fleet)).end).toEqual({ kind: 'settled', reason: '' });
          expect(fleet.planAgain(FIRST, patient)).toMatchObject({ publish: [], began: [], settled: [], waiting: [] });
          for (const world of fleet.worlds) {
            const { plan } = world.pass();
            expect(plan).toEqual({ actions: [], waiting: [], rejections: [], taskEnds: [], wakeAt: null });
            expect(world.running('web')).toHaveLength(1);
          }
        });
      }),
      { numRuns: 25 },
    );
  });
});
