import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type StoppingContainer, stopGroups, stopOrder } from './stop-order.js';

function aStopping(service: string, ...dependsOn: readonly string[]): StoppingContainer {
  return { environmentId: 'env-a', service, taskRun: null, dependsOn };
}

/** The groups by name, in the order in which they stop. */
function told(containers: readonly StoppingContainer[]): readonly string[] {
  return stopGroups(containers).map((group) => group.map(({ service }) => service).join(' '));
}

describe('containers that stop together', () => {
  test('stop before what they depend on, also through others', () => {
    const [redis, app, web, clock] = [
      aStopping('redis'),
      aStopping('app', 'redis'),
      aStopping('web', 'app'),
      aStopping('clock'),
    ];
    expect(told([redis, app, web, clock])).toEqual(['web clock', 'app', 'redis']);
    expect(stopOrder([redis, app, web]).get(redis)).toEqual([app, web]);
  });

  test('wait for no service that is not among them', () => {
    expect(told([aStopping('web', 'redis'), aStopping('app', 'search')])).toEqual(['web app']);
  });

  test('wait for every container of a service, and none for another of its own', () => {
    expect(told([aStopping('redis'), aStopping('redis'), aStopping('web', 'redis'), aStopping('web', 'web')])).toEqual([
      'web web',
      'redis redis',
    ]);
  });

  test('wait for nothing in another environment', () => {
    expect(told([{ ...aStopping('web', 'redis'), environmentId: 'env-b' }, aStopping('redis')])).toEqual(['web redis']);
  });

  test('wait for runs of tasks, which nothing depends on, whatever a service is called', () => {
    const run = { ...aStopping('release', 'redis'), taskRun: 'run-1' };
    expect(told([aStopping('redis'), run, aStopping('web', 'release')])).toEqual(['release web', 'redis']);
  });

  test('of stale labels that make a circle stop together, after what depends on any of them', () => {
    const circle = [aStopping('a', 'b'), aStopping('b', 'c'), aStopping('c', 'a')];
    expect(told(circle)).toEqual(['a b c']);
    expect(told([...circle, aStopping('web', 'b'), aStopping('c', 'redis'), aStopping('redis')])).toEqual([
      'web',
      'a b c c',
      'redis',
    ]);
  });

  test('all come to their turn, each after all of its dependants that do not depend on it', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const stopping = fc.record({
      environmentId: fc.constantFrom('env-a', 'env-b'),
      service: name,
      taskRun: fc.option(fc.constantFrom('run-1', 'run-2'), { freq: 5 }),
      dependsOn: fc.uniqueArray(name, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(stopping, { maxLength: 12 }), (containers) => {
        const groups = stopGroups(containers);
        expect(groups.every((group) => group.length > 0)).toBe(true);
        expect(new Set(groups.flat())).toEqual(new Set(containers));
        const turn = new Map(groups.flatMap((group, index) => group.map((seen) => [seen, index] as const)));
        for (const [seen, dependants] of stopOrder(containers)) {
          for (const dependant of dependants) expect(turn.get(dependant)).toBeLessThan(turn.get(seen) ?? -1);
        }
      }),
    );
  });
});
