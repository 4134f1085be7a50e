// Runs every static check and reports all failures at once, not only the first one.
import { spawnSync } from 'node:child_process';

const checks = [
  ['build', ['npm', 'run', 'build', '--silent']],
  ['format and lint', ['npx', 'biome', 'check', '--error-on-warnings', '.']],
  ['promises, types given up, cycles, sizes', ['npm', 'run', 'lint', '--silent']],
  ['dead code', ['npx', 'knip', '--no-progress']],
];

const failed = checks.filter(([title, command]) => {
  const started = Date.now();
  const { status } = spawnSync(command[0], command.slice(1), { stdio: 'inherit' });
  console.error(`${status === 0 ? 'ok  ' : 'FAIL'} ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
