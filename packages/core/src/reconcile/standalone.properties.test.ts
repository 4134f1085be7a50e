import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DesiredService } from '../model/desired-state.js';
import { aDefinition, aWorker, desiring, ofVersion, SLUG, someTraits } from '../testing/builders.js';
import { runFor, runUntilSettled, World } from '../testing/world.js';
import { containerName, volumeName } from './naming.js';

const NAMES = ['redis', 'search'] as const;
const OPERATIONS = ['create', 'update', 'stop', 'start', 'delete', 'kill', 'restart agent', 'restart engine'] as const;

/** What an operator does, or what happens to the node, and how long nothing else does. */
const someStep = fc.record({
  what: fc.constantFrom(...OPERATIONS),
  name: fc.constantFrom(...NAMES),
  version: fc.constantFrom('1', '2', '3'),
  inFlight: fc.constantFrom('finished' as const, 'lost' as const),
  ms: fc.integer({ min: 0, max: 8_000 }),
});

type Step = typeof someStep extends fc.Arbitrary<infer Each> ? Each : never;

function standalone(name: string, version: string): DesiredService {
  const volumes = [{ name: volumeName(SLUG, name), target: '/data' }];
  const definition = aDefinition({ ports: [], volumes, standalone: someTraits() });
  return ofVersion(aWorker({ name, definition }), version);
}

/** What is desired after the step. */
function changed(wanted: Map<string, DesiredService>, { what, name, version }: Step): void {
  const service = wanted.get(name);
  if (what === 'create') wanted.set(name, service ?? standalone(name, version));
  else if (what === 'delete') wanted.delete(name);
  else if (service === undefined) return;
  else if (what === 'update') wanted.set(name, standalone(name, version));
  else if (what === 'stop') wanted.set(name, { ...service, isStopped: true });
  else if (what === 'start') {
    const { isStopped: _, ...started } = service;
    wanted.set(name, started);
  }
}

function happen(world: World, { what, name, inFlight }: Step): void {
  if (what === 'kill') for (const container of world.running(name)) world.kill(container);
  else if (what === 'restart agent') world.restartAgent({ inFlight });
  else if (what === 'restart engine') world.restartEngine();
}

test('whatever is asked of standalone services and happens to them, in the end those run that are to, and no volume is lost', () => {
  fc.assert(
    fc.property(fc.array(someStep, { minLength: 1, maxLength: 12 }), (steps) => {
      const wanted = new Map<string, DesiredService>();
      const state = (deployment: number) =>
        desiring(
          [...wanted.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
          { deploymentId: `deployment-${deployment}` },
        );
      const world = new World(state(0));
      let volumes: readonly string[] = [];
      for (const [index, step] of steps.entries()) {
        changed(wanted, step);
        world.desire(state(index + 1));
        happen(world, step);
        runFor(world, step.ms);
        expect(world.volumes).toEqual(expect.arrayContaining([...volumes]));
        volumes = world.volumes;
      }
      expect(runUntilSettled(world)).toBe(true);
      for (const name of NAMES) {
        const service = wanted.get(name);
        const isToRun = service !== undefined && service.isStopped !== true;
        expect(world.running(name)).toEqual(isToRun ? [containerName(SLUG, name, service.hash)] : []);
        if (service?.isStopped === true) expect(world.status(name)).toMatchObject({ state: 'stopped', failing: false });
      }
      expect(world.volumes).toEqual(expect.arrayContaining([...volumes]));
    }),
    { numRuns: 200 },
  );
});
