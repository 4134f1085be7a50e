import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { SCRIPTS } from './scripts.js';

const runFile = promisify(execFile);
const DIGEST = 'd'.repeat(64);

const scripts = Object.entries({
  ...SCRIPTS,
  placeAgent: SCRIPTS.placeAgent(DIGEST, true),
  recordProven: SCRIPTS.recordProven(DIGEST),
  join: SCRIPTS.join('cp:7443'),
  listContainers: SCRIPTS.listContainers('01NODE'),
  removeWorkloads: SCRIPTS.removeWorkloads('01NODE', [['c1', 'c2'], ['c3']]),
  agentLog: SCRIPTS.agentLog(10),
});

// Not all that is in them runs where there is no systemd, as where tests run.
it.each(scripts)('a shell understands all of %s', async (_, script) => {
  expect(await runFile('sh', ['-n', '-c', script])).toEqual({ stdout: '', stderr: '' });
});
