import { describe, expect, it } from 'vitest';
import { NAME_RULES, type NameKind } from './names.js';

const ACCEPTED: readonly [NameKind, string][] = [
  ['organization', 'a'],
  ['project', 'my-shop-2'],
  ['environment', 'a'.repeat(40)],
  ['service', 'a'.repeat(63)],
  ['port', 'http_metrics'],
  ['volume', 'redis_data'],
  ['volume', 'Data.v2-old'],
  ['label', 'gpu.a100'],
  ['label', '2xl'],
  ['secret', 'SEARCH_PASSWORD'],
  ['variable', 'discovery.type'],
  ['variable', '_x'],
];

const REFUSED: readonly [NameKind, string][] = [
  ['organization', ''],
  ['project', 'Shop'],
  ['project', '2shop'],
  ['project', 'shop-'],
  ['project', 'shop\n'],
  ['environment', 'a'.repeat(41)],
  ['service', 'my_app'],
  ['service', '__proto__'],
  ['service', 'a'.repeat(64)],
  ['port', 'HTTP'],
  ['volume', '/data'],
  ['volume', '../data'],
  ['volume', 'a'.repeat(65)],
  ['label', 'web,worker'],
  ['label', '-a'],
  ['secret', 'a b'],
  ['secret', '.a'],
  ['variable', 'A=B'],
  ['variable', '1A'],
  ['variable', '__proto__'],
];

describe('names', () => {
  it.each(ACCEPTED)('a %s may be called %s', (kind, name) => {
    expect(NAME_RULES[kind].pattern.test(name)).toBe(true);
  });

  it.each(REFUSED)('a %s may not be called %j', (kind, name) => {
    expect(NAME_RULES[kind].pattern.test(name)).toBe(false);
  });

  it.each([
    ['My_App', 'try my-app'],
    ['2nd shop!', 'try nd-shop'],
    ['___', null],
  ])('proposes for the service %j: %j', (name, hint) => {
    expect(NAME_RULES.service.hint(name)).toBe(hint);
  });

  it('proposes a volume for a folder of the node', () => {
    expect(NAME_RULES.volume.hint('/srv/data')).toContain('name a volume');
    expect(NAME_RULES.volume.hint('a b')).toBeNull();
  });
});
