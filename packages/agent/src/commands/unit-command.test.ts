import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { UNIT } from './unit-command.js';

it('prints the unit of deploy/systemd', () => {
  const file = new URL('../../../../deploy/systemd/devopsellence-agent.service', import.meta.url);
  expect(UNIT).toBe(readFileSync(file, 'utf8'));
});
