import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServiceSpec } from '../model/spec.js';
import { aServiceSpec, aSpec, aTaskSpec } from '../testing/spec-builders.js';
import { placeServices } from './place-services.js';
import type { PlacementNode } from './placement.js';

function aNode(name: string, labels: readonly string[] = ['web']): PlacementNode {
  return { id: `id-${name}`, name, labels };
}

function place(
  services: readonly ServiceSpec[],
  nodes: readonly PlacementNode[],
  previous: Readonly<Record<string, readonly string[]>> = {},
) {
  const before = Object.entries(previous).map(
    ([service, names]) => [service, new Set(names.map((name) => `id-${name}`))] as const,
  );
  const { placements, problems } = placeServices({ spec: { ...aSpec(), services }, nodes, previous: new Map(before) });
  const byService = placements.map(({ service, nodeIds }) => [service, nodeIds.map((id) => id.slice(3))] as const);
  return { at: Object.fromEntries(byService), problems };
}

const redis = aServiceSpec({ name: 'redis', role: 'worker' });
const onRedis = [{ service: 'redis', condition: 'ready', timeoutMs: null }] as const;

describe('placing services', () => {
  test('puts a service on every node that has the label of its role', () => {
    const { at, problems } = place(
      [aServiceSpec(), redis],
      [aNode('n3', ['web', 'worker']), aNode('n1'), aNode('n2', ['worker'])],
    );
    expect(at).toEqual({ web: ['n1', 'n3'], redis: ['n2', 'n3'] });
    expect(problems).toEqual([]);
  });

  test('asks for all placement labels in addition to the role', () => {
    const search = aServiceSpec({ name: 'search', placement: { labels: ['ssd', 'eu'], count: null } });
    const nodes = [aNode('n1', ['web', 'ssd']), aNode('n2', ['ssd', 'eu']), aNode('n3', ['web', 'eu', 'ssd'])];
    expect(place([search], nodes).at).toEqual({ search: ['n3'] });
  });

  test('names service, label and command when no node matches', () => {
    expect(place([redis], [aNode('n2'), aNode('n1')]).problems).toEqual([
      {
        code: 'no_matching_node',
        message: 'no attached node can run service redis: none has the label worker',
        nextActions: ['devopsellence node label add n1 --labels worker'],
      },
    ]);
  });

  test('suggests the node that lacks the fewest labels', () => {
    const search = aServiceSpec({ name: 'search', placement: { labels: ['ssd'], count: null } });
    const [problem] = place([search], [aNode('n1', []), aNode('n2', ['web'])]).problems;
    expect(problem?.message).toBe('no attached node can run service search: none has all of the labels web, ssd');
    expect(problem?.nextActions).toEqual(['devopsellence node label add n2 --labels ssd']);
  });

  test('says that no node is attached, once', () => {
    const { problems } = place([aServiceSpec(), redis], []);
    expect(problems.map((problem) => problem.code)).toEqual(['no_nodes_attached']);
    expect(problems[0]?.nextActions[0]).toBe('devopsellence node attach NODE --project shop --env production');
  });

  test('refuses a dependency that is not on the node of its dependant', () => {
    const web = aServiceSpec({ dependsOn: onRedis });
    const { problems } = place([web, redis], [aNode('n1', ['web', 'worker']), aNode('n2'), aNode('n3')]);
    expect(problems).toEqual([
      {
        code: 'dependency_not_on_node',
        message: 'service web depends on redis, which does not run on nodes n2, n3 but on n1',
        nextActions: [
          'devopsellence node label add n2 --labels worker',
          'devopsellence node label add n3 --labels worker',
        ],
      },
    ]);
  });

  test('does not blame a dependency that runs nowhere a second time', () => {
    const { problems } = place([aServiceSpec({ dependsOn: onRedis }), redis], [aNode('n1')]);
    expect(problems.map((problem) => problem.code)).toEqual(['no_matching_node']);
  });

  test('refuses a count that cannot be met', () => {
    const queue = aServiceSpec({ name: 'queue', placement: { labels: [], count: 2 } });
    expect(place([queue], [aNode('n1'), aNode('n2', [])]).problems).toEqual([
      {
        code: 'no_matching_node',
        message: 'service queue wants 2 nodes, but only 1 attached node has the label web',
        nextActions: ['devopsellence node label add n2 --labels web'],
      },
    ]);
  });
});

describe('placing tasks', () => {
  const task = (dependsOn: typeof onRedis | readonly [] = []) => aTaskSpec({ service: 'web', dependsOn });
  const on = (name: string, labels: readonly string[]) => aNode(name, labels);

  test('is where their service is, with all that they depend on', () => {
    const nodes = [on('n2', ['web', 'worker']), on('n1', ['web'])];
    const spec = { ...aSpec([aServiceSpec(), redis]), tasks: [task(onRedis)] };
    const { tasks, problems } = placeServices({ spec, nodes, previous: new Map() });
    expect({ tasks, problems }).toEqual({ tasks: [{ task: 'release', nodeIds: ['id-n2'] }], problems: [] });
  });

  test('is refused when nothing has both', () => {
    const nodes = [on('n2', ['worker']), on('n1', ['web'])];
    const spec = { ...aSpec([aServiceSpec(), redis]), tasks: [task(onRedis)] };
    expect(placeServices({ spec, nodes, previous: new Map() }).problems).toMatchObject([
      {
        code: 'dependency_not_on_node',
        message: 'task release depends on redis, but no node that runs web runs all of these',
        nextActions: ['devopsellence node label add n1 --labels worker'],
      },
    ]);
    const counted = { ...redis, placement: { labels: [], count: 1 } };
    const both = [on('n1', ['web', 'worker']), on('n2', ['worker'])];
    const previous = new Map([['redis', new Set(['id-n2'])]]);
    expect(
      placeServices({ spec: { ...spec, services: [aServiceSpec(), counted] }, nodes: both, previous }).problems,
    ).toMatchObject([
      { nextActions: ['give web and redis the same placement in devopsellence.yml', 'devopsellence node list'] },
    ]);
  });

  test('says nothing of what runs nowhere at all', () => {
    const spec = { ...aSpec([aServiceSpec(), redis]), tasks: [task(onRedis)] };
    const { problems } = placeServices({ spec, nodes: [on('n1', ['web'])], previous: new Map() });
    expect(problems.map(({ code }) => code)).toEqual(['no_matching_node']);
  });
});

describe('placing a count of services', () => {
  const one = { labels: [], count: 1 };
  const nodes = [aNode('n1'), aNode('n2'), aNode('n3')];

  test('keeps a service where it was', () => {
    expect(place([aServiceSpec({ name: 'db', placement: one })], nodes, { db: ['n3'] }).at).toEqual({ db: ['n3'] });
  });

  test('moves it when its node no longer matches', () => {
    const { at } = place([aServiceSpec({ name: 'db', placement: one })], nodes, { db: ['gone'] });
    expect(at).toEqual({ db: ['n1'] });
  });

  test('spreads services over the nodes', () => {
    const services = ['a', 'b', 'c'].map((name) => aServiceSpec({ name, placement: one }));
    expect(place(services, nodes).at).toEqual({ a: ['n1'], b: ['n2'], c: ['n3'] });
  });

  test('puts a dependant where its dependency is, even when it was elsewhere before', () => {
    const db = aServiceSpec({ name: 'db', placement: one });
    const api = aServiceSpec({
      name: 'api',
      placement: one,
      dependsOn: [{ service: 'db', condition: 'ready', timeoutMs: null }],
    });
    expect(place([api, db], nodes, { db: ['n2'], api: ['n1'] })).toEqual({
      at: { db: ['n2'], api: ['n2'] },
      problems: [],
    });
  });

  test('puts a dependency where its dependant can follow', () => {
    const db = aServiceSpec({ name: 'db', placement: one });
    const api = aServiceSpec({
      name: 'api',
      placement: { labels: ['gpu'], count: null },
      dependsOn: [{ service: 'db', condition: 'ready', timeoutMs: null }],
    });
    const { at, problems } = place([api, db], [aNode('n1'), aNode('n2', ['web', 'gpu'])]);
    expect(at).toEqual({ db: ['n2'], api: ['n2'] });
    expect(problems).toEqual([]);
  });
});

describe('any placement', () => {
  const labels = fc.subarray(['web', 'worker', 'ssd']);
  const nodes = fc
    .array(labels, { minLength: 1, maxLength: 6 })
    .map((all) => all.map((own, index) => aNode(`n${index}`, own)));
  const service = fc.record({
    role: fc.constantFrom('web' as const, 'worker' as const),
    labels: fc.subarray(['ssd']),
    count: fc.option(fc.integer({ min: 1, max: 4 })),
  });
  const services = fc
    .array(service, { minLength: 1, maxLength: 5 })
    .map((all) =>
      all.map(({ role, labels: wanted, count }, index) =>
        aServiceSpec({ name: `s${index}`, role, placement: { labels: wanted, count } }),
      ),
    );

  test('does not depend on the order of nodes and services', () => {
    fc.assert(
      fc.property(nodes, services, (someNodes, someServices) => {
        const forwards = place(someServices, someNodes);
        expect(place(someServices.toReversed(), someNodes.toReversed())).toEqual(forwards);
      }),
    );
  });

  test('is kept as it is when nothing has changed', () => {
    fc.assert(
      fc.property(nodes, services, (someNodes, someServices) => {
        const first = place(someServices, someNodes).at;
        expect(place(someServices, someNodes, first).at).toEqual(first);
      }),
    );
  });

  test('uses only nodes with the labels, and no more than the count', () => {
    fc.assert(
      fc.property(nodes, services, (someNodes, someServices) => {
        const { at } = place(someServices, someNodes);
        for (const { name, role, placement } of someServices) {
          const chosen = someNodes.filter((node) => at[name]?.includes(node.name));
          expect(
            chosen.every((node) => [role, ...placement.labels].every((label) => node.labels.includes(label))),
          ).toBe(true);
          expect(chosen.length).toBeLessThanOrEqual(placement.count ?? someNodes.length);
        }
      }),
    );
  });
});
