// Preloaded into a program, by NODE_OPTIONS=--import: kills it before its Nth change of files since a restore began.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const dieAt = Number(process.env.DIE_AT);
let count = 0;
let hasBegun = false;

for (const name of ['rename', 'rm', 'mkdir', 'copyFile', 'writeFile']) {
  const real = fs.promises[name];
  fs.promises[name] = (...args) => {
    hasBegun ||= name === 'mkdir' && String(args[0]).endsWith('restore.new');
    if (hasBegun) count += 1;
    if (count === dieAt) process.kill(process.pid, 'SIGKILL');
    return real(...args);
  };
}
syncBuiltinESMExports();
