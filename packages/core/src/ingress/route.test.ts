import { describe, expect, test } from 'vitest';
import { compareRoutes, type IngressRoute } from './route.js';
import { routeConflicts } from './route-conflicts.js';

function aRoute(host: string, pathPrefix = '/', environmentId = 'env-a'): IngressRoute {
  return { host, pathPrefix, environmentId, service: 'web', port: 3000 };
}

test('names come before wildcards, and longer prefixes before shorter ones', () => {
  const routes = [aRoute('*.a.test'), aRoute('b.a.test'), aRoute('b.a.test', '/api'), aRoute('b.a.test', '/api/v2')];
  const order = routes.toSorted(compareRoutes).map(({ host, pathPrefix }) => `${host}${pathPrefix}`);
  expect(order).toEqual(['b.a.test/api/v2', 'b.a.test/api', 'b.a.test/', '*.a.test/']);
  expect(routes.toReversed().toSorted(compareRoutes)).toEqual(routes.toSorted(compareRoutes));
});

describe('routes of two environments', () => {
  test.each([
    { wanted: aRoute('a.test', '/', 'env-b'), taken: aRoute('a.test') },
    { wanted: aRoute('A.test', '/api/', 'env-b'), taken: aRoute('a.test', '/api') },
    { wanted: aRoute('*.a.test', '/', 'env-b'), taken: aRoute('*.a.test') },
  ])('clash: $wanted.host$wanted.pathPrefix with $taken.host$taken.pathPrefix', ({ wanted, taken }) => {
    const { host, pathPrefix } = wanted;
    expect(routeConflicts([wanted], [taken])).toEqual([{ host, pathPrefix, environmentIds: ['env-a', 'env-b'] }]);
  });

  test.each([
    { wanted: aRoute('a.test', '/api', 'env-b'), taken: aRoute('a.test') },
    { wanted: aRoute('b.test', '/', 'env-b'), taken: aRoute('a.test') },
    { wanted: aRoute('x.a.test', '/', 'env-b'), taken: aRoute('*.a.test') },
    { wanted: aRoute('a.test', '/', 'env-a'), taken: aRoute('a.test') },
  ])('do not clash: $wanted.host$wanted.pathPrefix and $taken.host$taken.pathPrefix', ({ wanted, taken }) => {
    expect(routeConflicts([wanted], [taken])).toEqual([]);
  });
});
