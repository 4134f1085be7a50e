import { expect, it } from 'vitest';
import { configReference } from './page.js';

it('docs/config-reference.md is up to date (otherwise: npm run generate)', async () => {
  await expect(configReference()).toMatchFileSnapshot('../../../../../docs/config-reference.md');
});

it('tells type, default, rule and meaning of a field', () => {
  expect(configReference()).toContain(
    '| `interval` | duration | `5s` | must be a duration of 100ms to 168h; for example `250ms`, `10s`, `5m`, `1h30m` | Time between two checks. |',
  );
});
