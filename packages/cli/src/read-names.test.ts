import { defaultEnvironment, parseConfig } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import { readNames } from './read-names.js';
import { SHOP_CONFIG } from './testing/cli.js';

describe('names are read in the plain way', () => {
  it.each([
    ['as they are', SHOP_CONFIG],
    ['with a default environment', `${SHOP_CONFIG}default_environment: staging\n`],
    ['with comments and other line ends', SHOP_CONFIG.replace('acme', 'acme   # us').replaceAll('\n', '\r\n')],
  ])('%s', (_, text) => {
    const parsed = parseConfig(text);
    if (!parsed.ok) throw new TypeError('the config of this test is not valid');
    const { config } = parsed;
    expect(readNames(text)).toEqual({
      organization: config.organization,
      project: config.project,
      defaultEnvironment: defaultEnvironment(config),
    });
  });
});

describe('the whole config has to be parsed', () => {
  it.each([
    ['a name is missing', SHOP_CONFIG.replace('project: shop\n', '')],
    ['a name stands there twice', `${SHOP_CONFIG}project: other\n`],
    ['a name is quoted', SHOP_CONFIG.replace('acme', '"acme"')],
    ['a key is quoted', SHOP_CONFIG.replace('project:', '"project":')],
    ['a name is an alias', SHOP_CONFIG.replace('shop', '*name')],
    ['a name is no text to YAML', SHOP_CONFIG.replace('shop', 'null')],
    ['a name is not valid', SHOP_CONFIG.replace('shop', 'My_Shop')],
    ['the file has several documents', `---\n${SHOP_CONFIG}`],
    ['the default environment is written in another way', `${SHOP_CONFIG}default_environment: "staging"\n`],
    ['it is JSON', '{"organization": "acme", "project": "shop"}'],
  ])('where %s', (_, text) => {
    expect(readNames(text)).toBeNull();
  });
});
