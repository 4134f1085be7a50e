import { expect, test } from 'vitest';
import { chooseNames } from './choose-names.js';
import type { Scope } from './client/access-client.js';

const CONFIG = { organization: 'acme', project: 'shop', defaultEnvironment: 'production' };

/** `acme/shop/-`: a hyphen for a name that is not said. */
function scope(text: string): Scope {
  const [organization = null, project = null, environment = null] = text.split('/').map((name) => {
    return name === '-' ? null : name;
  });
  return { organization, project, environment };
}

test.each([
  // given, defaults → chosen, where no config is
  ['-/-/-', '-/-/-', '-/-/-'],
  ['-/-/-', 'acme/-/-', 'acme/-/-'],
  ['-/-/-', 'acme/shop/staging', 'acme/shop/staging'],
  ['-/-/live', 'acme/shop/staging', 'acme/shop/live'],
  ['-/shop/-', 'acme/shop/staging', 'acme/shop/staging'],
  ['-/blog/-', 'acme/shop/staging', 'acme/blog/-'],
  ['other/-/-', 'acme/shop/staging', 'other/-/-'],
  ['other/shop/-', 'acme/shop/staging', 'other/shop/-'],
  ['acme/shop/-', 'acme/shop/staging', 'acme/shop/staging'],
  ['-/blog/live', '-/-/-', '-/blog/live'],
])('without a config, %s given with the defaults %s is %s', (given, defaults, chosen) => {
  expect(chooseNames({ given: scope(given), config: null, defaults: scope(defaults) })).toEqual(scope(chosen));
});

test.each([
  ['-/-/-', 'other/store/live', 'acme/shop/production'],
  ['-/-/staging', 'other/store/live', 'acme/shop/staging'],
  ['-/blog/-', 'acme/blog/live', 'acme/blog/production'],
])('with a config, %s given with the defaults %s is %s', (given, defaults, chosen) => {
  expect(chooseNames({ given: scope(given), config: CONFIG, defaults: scope(defaults) })).toEqual(scope(chosen));
});
