import { expect, test } from 'vitest';
import { covers, isInside, scopeOf, scopeTitle } from './scope.js';

const FLEET = scopeOf({});
const ACME = scopeOf({ organization: 'acme' });
const SHOP = scopeOf({ organization: 'acme', project: 'shop' });
const PRODUCTION = scopeOf({ organization: 'acme', project: 'shop', environment: 'production' });
const OTHER = scopeOf({ organization: 'other', project: 'shop', environment: 'production' });

test.each([
  [FLEET, PRODUCTION, true],
  [ACME, ACME, true],
  [ACME, PRODUCTION, true],
  [SHOP, PRODUCTION, true],
  [PRODUCTION, PRODUCTION, true],
  [PRODUCTION, SHOP, false],
  [PRODUCTION, ACME, false],
  [ACME, FLEET, false],
  [ACME, OTHER, false],
  [SHOP, OTHER, false],
  [PRODUCTION, OTHER, false],
])('%j covers %j: %j', (scope, place, expected) => {
  expect(covers(scope, place)).toBe(expected);
});

test.each([
  [PRODUCTION, ACME, true],
  [SHOP, ACME, true],
  [ACME, ACME, false],
  [ACME, SHOP, false],
  [OTHER, ACME, false],
])('%j is inside %j: %j', (scope, place, expected) => {
  expect(isInside(scope, place)).toBe(expected);
});

test('a name without the ones above it is no limit of its own', () => {
  expect(scopeOf({ environment: 'production' })).toEqual(FLEET);
  expect(scopeOf({ organization: 'acme', environment: 'production' })).toEqual(ACME);
});

test.each([
  [FLEET, 'the whole fleet'],
  [ACME, 'acme'],
  [PRODUCTION, 'acme/shop/production'],
])('%j is called %s', (scope, title) => {
  expect(scopeTitle(scope)).toBe(title);
});
