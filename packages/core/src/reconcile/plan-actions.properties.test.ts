import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DesiredService, DesiredState } from '../model/desired-state.js';
import { badBehaviour, goodBehaviour, someDesiredState, someObservation, someServices } from '../testing/arbitrary.js';
import type { Behaviour } from '../testing/behaviour.js';
import { aService, aWorker, desiring, ofVersion } from '../testing/builders.js';
import { runFor, runUntilSettled, World } from '../testing/world.js';
import type { Action } from './action.js';
import { describeNode } from './node-status.js';
import { planActions } from './plan-actions.js';

const anything = someDesiredState.chain((desiredState) =>
  someObservation(desiredState).map((observation) => ({ desiredState, observation })),
);

describe('any plan', () => {
  test('is the same for the same input, in whatever order the containers are listed', () => {
    fc.assert(
      fc.property(anything, ({ desiredState, observation }) => {
        const plan = planActions({ desiredState, observation });
        expect(planActions({ desiredState, observation })).toEqual(plan);
        const reversed = { ...observation, containers: observation.containers.toReversed() };
        const keys = planActions({ desiredState, observation: reversed }).actions.map(nameOf);
        expect(keys.toSorted()).toEqual(plan.actions.map(nameOf).toSorted());
      }),
    );
  });

  test('has one action a key at most, and none on a key in flight or resting', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const keys = planActions(input).actions.map((action) => action.key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of keys) {
          expect(input.observation.inFlight.has(key)).toBe(false);
          expect(input.observation.backoffs.get(key)?.retryAt ?? 0).toBeLessThanOrEqual(input.observation.at);
        }
      }),
    );
  });

  test('touches no container that is not listed', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const listed = new Set(input.observation.containers.map((seen) => seen.id));
        const touched = planActions(input).actions.flatMap((action) =>
          'containerId' in action ? [action.containerId] : [],
        );
        expect(touched.filter((id) => !listed.has(id))).toEqual([]);
      }),
    );
  });

  test('wakes in the future, if at all', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const { wakeAt } = planActions(input);
        expect(wakeAt === null || wakeAt > input.observation.at).toBe(true);
      }),
    );
  });

  test('leaves no service of which it does not say why it is not settled', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const plan = planActions(input);
        for (const status of describeNode({ ...input, plan }).services) {
          const isTold = status.settled || status.waitingOn.length > 0 || status.state === 'failed';
          expect(isTold, JSON.stringify(status)).toBe(true);
        }
      }),
    );
  });

  test('changes nothing in its input', () => {
    fc.assert(
      fc.property(anything, (input) => {
        expect(() => planActions(deepFreeze(input))).not.toThrow();
      }),
    );
  });
});

describe('a healthy world', { timeout: 60_000 }, () => {
  test('settles, and then needs nothing any more', () => {
    fc.assert(
      fc.property(someServices, fc.array(someServices, { maxLength: 3 }), (first, releases) => {
        const world = new World(desiring(first));
        runFor(world, 700);
        for (const [index, services] of releases.entries()) {
          world.desire(desiring(services, { deploymentId: `deployment-${index + 2}` }));
          runFor(world, 1_300);
        }
        expect(runUntilSettled(world)).toBe(true);
        expect(world.passes.at(-1)?.services.filter((status) => !status.settled)).toEqual([]);
        expect(world.pass().plan).toEqual({ actions: [], waiting: [], rejections: [], taskEnds: [], wakeAt: null });
      }),
      { numRuns: 60 },
    );
  });

  test('settles again after any exits and restarts', () => {
    fc.assert(
      fc.property(someServices, fc.array(fault, { minLength: 1, maxLength: 6 }), (services, faults) => {
        const world = new World(desiring(services));
        for (const strike of faults) {
          runFor(world, strike.afterMs);
          inflict(world, strike);
        }
        expect(runUntilSettled(world)).toBe(true);
        expect(world.passes.at(-1)?.services.filter((status) => !status.settled)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('stops what is no longer desired before what that depends on', () => {
    fc.assert(
      fc.property(someServices, (services) => {
        const world = new World(desiring(services));
        runUntilSettled(world);
        world.desire({ ...desiring([]), environments: [] });
        let isGone = false;
        for (let count = 0; count < 100 && !isGone; count++) {
          isGone = world.isQuiet(world.step());
          const up = services.filter(({ name }) => world.running(name).length > 0);
          const needed = up.flatMap(({ dependsOn }) => dependsOn.map(({ service }) => service));
          expect(needed.filter((service) => world.running(service).length === 0)).toEqual([]);
        }
        expect([isGone, world.containers]).toEqual([true, []]);
      }),
    );
  });

  test('keeps every volume, whatever is deployed', () => {
    fc.assert(
      fc.property(someServices, someServices, (first, second) => {
        const world = new World(desiring(first));
        runUntilSettled(world);
        const { volumes } = world;
        for (const state of [desiring(second), { ...desiring([]), environments: [] }]) {
          world.desire(state);
          runUntilSettled(world);
          expect(volumes.filter((volume) => !world.volumes.includes(volume))).toEqual([]);
        }
        expect(world.containers).toEqual([]);
        expect(world.networks).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a service that is replaced', { timeout: 60_000 }, () => {
  test('start-first has a web instance that answers throughout good, bad and crashing releases and agent restarts', () => {
    fc.assert(
      fc.property(someReleases(aService()), ({ first, releases, behaviours }) => {
        const world = new World(first, { behaviours });
        runUntilSettled(world);
        for (const release of releases) {
          world.desire(release.desiredState);
          for (const afterMs of release.agentRestarts) {
            runFor(world, afterMs, () => expect(world.answering('web')).toBeGreaterThan(0));
            world.restartAgent(release.restart);
          }
          runFor(world, release.lastsMs, () => expect(world.answering('web')).toBeGreaterThan(0));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('start-first is never found by its name in a container that has yet to answer, and is always found', () => {
    const isFound = (world: World) => () => expect(world.misleading('web')).toEqual({ astray: [], isLost: false });
    fc.assert(
      fc.property(someReleases(aService()), ({ first, releases, behaviours }) => {
        const world = new World(first, { behaviours });
        runUntilSettled(world);
        for (const release of releases) {
          world.desire(release.desiredState);
          for (const afterMs of release.agentRestarts) {
            runFor(world, afterMs, isFound(world));
            world.restartAgent(release.restart);
          }
          runFor(world, release.lastsMs, isFound(world));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('stop-first never runs two at once, and runs one in the end', () => {
    fc.assert(
      fc.property(someReleases(aWorker()), ({ first, releases, behaviours }) => {
        const world = new World(first, { behaviours });
        runUntilSettled(world);
        for (const release of releases) {
          world.desire(release.desiredState);
          for (const afterMs of release.agentRestarts) {
            runFor(world, afterMs, () => expect(world.running('worker').length).toBeLessThan(2));
            world.restartAgent(release.restart);
          }
          runFor(world, release.lastsMs, () => expect(world.running('worker').length).toBeLessThan(2));
        }
        runFor(world, 60_000);
        expect(world.running('worker')).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });
});

const fault = fc.record({
  kind: fc.constantFrom('kill', 'restart engine', 'restart agent'),
  afterMs: fc.integer({ min: 0, max: 6_000 }),
  which: fc.nat(),
});

/** Maps and sets are not reached by freezing; their types are read-only. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

function inflict(world: World, { kind, which }: { readonly kind: string; readonly which: number }): void {
  const victim = world.containers[which % Math.max(world.containers.length, 1)];
  if (kind === 'restart engine') world.restartEngine();
  else if (kind === 'restart agent') world.restartAgent();
  else if (victim !== undefined) world.kill(victim.name);
}

interface Releases {
  readonly first: DesiredState;
  readonly releases: readonly Release[];
  readonly behaviours: Readonly<Record<string, Behaviour>>;
}

interface Release {
  readonly desiredState: DesiredState;
  readonly agentRestarts: readonly number[];
  readonly restart: { readonly inFlight: 'finished' | 'lost'; readonly rejections: 'kept' | 'lost' };
  readonly lastsMs: number;
}

/** A good first version, then releases of four versions, two of which are bad. */
function someReleases(service: DesiredService): fc.Arbitrary<Releases> {
  const versions = ['1', '2', '3', '4', '5'].map((version) => ofVersion(service, version));
  const behaviours = fc.tuple(goodBehaviour, goodBehaviour, goodBehaviour, badBehaviour, badBehaviour);
  const release = fc.record({
    version: fc.constantFrom(...versions),
    agentRestarts: fc.array(fc.integer({ min: 0, max: 7_000 }), { maxLength: 3 }),
    restart: fc.record({
      inFlight: fc.constantFrom('finished' as const, 'lost' as const),
      rejections: fc.constantFrom('kept' as const, 'lost' as const),
    }),
    lastsMs: fc.integer({ min: 0, max: 15_000 }),
  });
  return fc.tuple(behaviours, fc.array(release, { minLength: 1, maxLength: 5 })).map(([listed, planned]) => ({
    first: desiring(versions.slice(0, 1)),
    releases: planned.map(({ version, ...rest }, index) => ({
      ...rest,
      desiredState: desiring([version], { deploymentId: `deployment-${index + 2}` }),
    })),
    behaviours: Object.fromEntries(
      versions.flatMap(({ hash }, index) => (listed[index] ? [[hash, listed[index]]] : [])),
    ),
  }));
}

function nameOf(action: Action): string {
  return `${action.kind} ${action.key}`;
}
