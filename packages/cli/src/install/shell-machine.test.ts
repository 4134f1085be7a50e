import { expect, it } from 'vitest';
import type { Shell } from './shell.js';
import { ShellMachine } from './shell-machine.js';

it('stops what runs in groups, dependants before what they depend on', async () => {
  const scripts: string[] = [];
  const listed = ['c1|env-1|redis||', 'c2|env-1|web||app,redis', 'c3|env-1|app||redis', 'c4|env-1|release|run-1|redis'];
  const shell: Shell = {
    title: 'prod-1',
    run: (script) => {
      scripts.push(script);
      return Promise.resolve({ exitCode: 0, stdout: script.includes(' ps ') ? listed.join('\n') : '', stderr: '' });
    },
    close: () => Promise.resolve(),
  };
  await new ShellMachine(shell).removeWorkloads('01NODE');
  const stops = scripts.at(-1)?.match(/(?<= stop --time 60 )'.*'(?= > )/g);
  expect(stops).toEqual(["'c2' 'c4'", "'c3'", "'c1'"]);
});
