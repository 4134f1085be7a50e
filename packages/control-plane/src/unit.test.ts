import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { UNIT } from './unit.js';

it('is the unit of deploy/systemd', () => {
  const file = new URL('../../../deploy/systemd/devopsellence-control-plane.service', import.meta.url);
  expect(UNIT).toBe(readFileSync(file, 'utf8'));
});
