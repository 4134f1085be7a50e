import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands/index.js';
import { cli, LOGGED_IN, shop } from './testing/cli.js';

/** Fails unless the line was refused as one that means nothing, with a command to type next. */
async function refusal(words: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await cli(words, { cwd: await shop(), env: LOGGED_IN });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/^Error: /);
  expect(stderr).toMatch(/\nTry: devopsellence /);
  return stderr;
}

describe.each(COMMANDS)('a line that means nothing is answered with the next command: $path', ({ path, load }) => {
  const words = path.split(' ');

  it('with an option that it has not', async () => {
    expect(await refusal([...words, '--no-such-option'])).toContain("unknown option '--no-such-option'");
  });

  it('without an argument that it needs', async () => {
    const { args = [] } = await load();
    const [first] = args.filter(({ syntax }) => syntax.startsWith('<'));
    if (first !== undefined) expect(await refusal(words)).toContain('missing');
  });

  it('with an option that is empty', async () => {
    const { args = [], options = [] } = await load();
    const given = args.filter(({ syntax }) => syntax.startsWith('<')).map(() => 'x');
    for (const { syntax } of options.filter((each) => each.syntax.includes('<'))) {
      const line = [...words, ...given, syntax.split(' ')[0] ?? '', ''];
      const { exitCode, stderr } = await cli(line, { cwd: await shop(), env: LOGGED_IN });
      if (exitCode === 2) expect(stderr, line.join(' ')).toMatch(/\nTry: /);
    }
  });
});
