import fc from 'fast-check';
import type { DesiredService, DesiredState } from '../model/desired-state.js';
import { engineReference } from '../model/image.js';
import type { ContainerHistory, Observation, ObservedContainer } from '../model/observation.js';
import { containerKey, imageKey } from '../reconcile/keys.js';
import { type Behaviour, GOOD } from './behaviour.js';
import {
  aContainer,
  aDefinition,
  aDependency,
  aHistory,
  anEnvironment,
  anObservation,
  aReadiness,
  aService,
  ofVersion,
  SLUG,
  START_OF_TIME,
} from './builders.js';

const NAMES = ['cache', 'redis', 'search', 'web', 'worker'] as const;
const VERSIONS = ['1', '2', '3'] as const;

/** Behaviour that a release comes up with: ready within the budget of `aReadiness`, and so for good. */
export const goodBehaviour: fc.Arbitrary<Behaviour> = fc
  .record({ startMs: fc.integer({ min: 50, max: 1_000 }), readyMs: fc.integer({ min: 0, max: 3_000 }) })
  .map((times) => ({ ...GOOD, ...times }));

/** Behaviour that no release should be put into service with, where stability is asked for 3 s. */
export const badBehaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  fc.constant({ ...GOOD, refusesToStart: true }),
  fc.constant({ ...GOOD, readyMs: null }),
  fc.integer({ min: 10, max: 2_500 }).map((exitMs) => ({ ...GOOD, readyMs: null, exitMs })),
  fc
    .record({ readyMs: fc.integer({ min: 0, max: 1_000 }), after: fc.integer({ min: 1, max: 1_500 }) })
    .map(({ readyMs, after }) => ({ ...GOOD, readyMs, exitMs: readyMs + after })),
  fc
    .record({ readyMs: fc.integer({ min: 0, max: 1_000 }), after: fc.integer({ min: 1, max: 1_500 }) })
    .map(({ readyMs, after }) => ({ ...GOOD, readyMs, unreadyMs: readyMs + after })),
);

/** One to five services, some with volumes, checks and dependencies; these only ever point to names before their own. */
export const someServices: fc.Arbitrary<readonly DesiredService[]> = fc
  .subarray([...NAMES], { minLength: 1 })
  .chain((names) => fc.tuple(...names.map((name, index) => serviceNamed(name, names.slice(0, index)))));

export const someDesiredState: fc.Arbitrary<DesiredState> = someServices.map((services) => ({
  nodeId: 'node-1',
  revision: 1,
  environments: [anEnvironment({ services })],
}));

/** Anything an agent could see: not only what a planner of ours would have brought about. */
export function someObservation(desiredState: DesiredState): fc.Arbitrary<Observation> {
  const services = desiredState.environments.flatMap((environment) => environment.services);
  const known = [...services, aService({ name: 'gone' })];
  const containers = fc.uniqueArray(fc.oneof(...known.map(someContainer)), {
    selector: ({ container }) => container.id,
  });
  const pinned = services.map((service) => service.definition.image);
  const images = fc.subarray(pinned.map(engineReference));
  const isPrepared = fc.boolean();
  return fc.record({ containers, images, isPrepared }).chain((seen) => {
    const keys = [
      ...seen.containers.map(({ container }) => containerKey(container.name)),
      ...pinned.map((image) => imageKey('env-abc123', image)),
    ];
    return fc.record({ inFlight: fc.subarray(keys), backingOff: fc.subarray(keys) }).map(({ inFlight, backingOff }) =>
      anObservation({
        containers: seen.containers.map(({ container }) => container),
        histories: new Map(seen.containers.map(({ container, history }) => [container.id, history])),
        images: new Set(seen.images),
        networks: seen.isPrepared
          ? [{ id: 'n1', name: SLUG, environmentId: 'env-abc123', attached: 0, keepsAddresses: true }]
          : [],
        inFlight: new Map(inFlight.map((key) => [key, { startedAt: START_OF_TIME - 100, detail: '' }])),
        backoffs: new Map(backingOff.map((key, index) => [key, backoffOf(index)])),
      }),
    );
  });
}

function serviceNamed(name: string, before: readonly string[]): fc.Arbitrary<DesiredService> {
  return fc
    .record({
      version: fc.constantFrom(...VERSIONS),
      order: fc.constantFrom('start-first', 'stop-first'),
      isChecked: fc.boolean(),
      hasVolume: fc.boolean(),
      dependencies: fc.subarray([...before]),
      condition: fc.constantFrom('ready', 'started'),
    })
    .map(({ version, order, isChecked, hasVolume, dependencies, condition }) => {
      const volumes = hasVolume ? [{ name: `${SLUG}-${name}`, target: '/data' }] : [];
      const dependsOn = dependencies.map((dependency) => aDependency(dependency, { condition }));
      const readiness = isChecked ? aReadiness() : null;
      return ofVersion(aService({ name, definition: aDefinition({ volumes }), order, dependsOn, readiness }), version);
    });
}

interface SeenContainer {
  readonly container: ObservedContainer;
  readonly history: ContainerHistory;
}

function someContainer(service: DesiredService): fc.Arbitrary<SeenContainer> {
  const container = fc
    .record({
      version: fc.constantFrom(...VERSIONS),
      state: fc.constantFrom('created', 'running', 'exited'),
      isNamed: fc.boolean(),
    })
    .map(({ version, ...seen }) => aContainer(ofVersion(service, version), seen));
  const history = fc
    .record({
      readySince: fc.option(fc.integer({ min: START_OF_TIME - 50_000, max: START_OF_TIME })),
      wasReady: fc.boolean(),
      consecutiveExits: fc.integer({ min: 0, max: 5 }),
      rejected: fc.option(fc.constant('not ready within 5 s: HTTP 503')),
      rejectedIn: fc.constantFrom('deployment-0', 'deployment-1'),
    })
    .map((facts) => aHistory({ ...facts, readyInThisRun: facts.readySince !== null }));
  return fc.record({ container, history });
}

function backoffOf(index: number): { attempts: number; retryAt: number; code: string; message: string } {
  const retryAt = START_OF_TIME + (index - 1) * 1_000;
  return { attempts: index + 1, retryAt, code: 'engine_failed', message: 'no space left on device' };
}
