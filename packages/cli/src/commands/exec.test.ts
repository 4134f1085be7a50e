import { once } from 'node:events';
import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { ExecInput, ExecOutput, ExecRequest } from '../client/control-plane-client.js';
import { PRODUCTION } from '../testing/builders.js';
import { cli, folder, LOGGED_IN, shop } from '../testing/cli.js';
import { streamOf } from '../testing/fake-client.js';
import { FakeIo } from '../testing/fake-io.js';

const env = LOGGED_IN;

function output(text: string, stderr = false): ExecOutput {
  return { kind: 'output', stderr, bytes: Buffer.from(text) };
}

/** A command that echoes its input and then ends with the exit code. */
function echo(exitCode: number) {
  const requests: ExecRequest[] = [];
  const sent: ExecInput[] = [];
  const ended = new AbortController();
  const exec = (request: ExecRequest) => {
    requests.push(request);
    const send = (input: ExecInput) => {
      sent.push(input);
      if (input.kind === 'end') ended.abort();
      return Promise.resolve();
    };
    async function* replies(): AsyncGenerator<ExecOutput> {
      if (!ended.signal.aborted) await once(ended.signal, 'abort');
      for (const input of sent) if (input.kind === 'input') yield { kind: 'output', stderr: false, bytes: input.bytes };
      yield { kind: 'exit', exitCode };
    }
    return { send, output: replies() };
  };
  return { exec, requests, sent };
}

describe('exec', () => {
  it('runs the command as who is named', async () => {
    const { exec, requests } = echo(0);
    await cli('exec web --user www-data -i -- id', { cwd: await shop(), env, client: { exec } });
    expect(requests).toMatchObject([{ user: 'www-data', command: ['id'] }]);
  });

  it('passes output untouched and returns the exit code of the command', async () => {
    const asked: ExecRequest[] = [];
    const exec = (request: ExecRequest) => {
      asked.push(request);
      const bytes = Buffer.from([0, 0xff, 0x0a]);
      return {
        send: () => Promise.resolve(),
        output: streamOf<ExecOutput>({ kind: 'output', stderr: false, bytes }, output('oops', true), {
          kind: 'exit',
          exitCode: 42,
        }),
      };
    };
    const result = await cli('exec web --node prod-1 -- sh -c exit --json', {
      cwd: await shop(),
      env,
      client: { exec },
    });
    expect(result).toMatchObject({ exitCode: 42, stderr: 'oops' });
    expect(result.io.stdout.bytes).toEqual(Buffer.from([0, 0xff, 0x0a]));
    expect(asked).toEqual([
      {
        environment: PRODUCTION,
        service: 'web',
        node: 'prod-1',
        command: ['sh', '-c', 'exit', '--json'],
        user: null,
        tty: false,
        interactive: false,
        size: null,
      },
    ]);
  });

  it('-i pipes standard input to its end', async () => {
    const { exec, sent } = echo(0);
    const result = await cli('exec web -i -- cat', { cwd: await shop(), env, stdin: ['a', 'b'], client: { exec } });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'ab' });
    expect(sent.map(({ kind }) => kind)).toEqual(['input', 'input', 'end']);
    expect(result.io.rawModes).toEqual([]);
  });

  it('-it makes the terminal raw while it runs, and tells its size', async () => {
    const { exec, requests } = echo(0);
    const { io } = await cli('exec web -it -- sh', {
      cwd: await shop(),
      env,
      isTerminal: true,
      stdin: ['x'],
      client: { exec },
    });
    expect(requests[0]).toMatchObject({ tty: true, interactive: true, size: { columns: 80, rows: 24 } });
    expect(io.rawModes).toEqual([true, false]);
  });

  it('-t passes a change of the terminal’s size on', async () => {
    const io = new FakeIo({
      cwd: await shop(),
      isTerminal: true,
      env: { ...env, DEVOPSELLENCE_STATE_HOME: await folder() },
    });
    const sent: ExecInput[] = [];
    async function* replies(): AsyncGenerator<ExecOutput> {
      io.resize(100, 30);
      yield { kind: 'exit', exitCode: 0 };
    }
    const exec = () => ({
      send: (input: ExecInput) => {
        sent.push(input);
        return Promise.resolve();
      },
      output: replies(),
    });
    await cli('exec web -t -- top', { io, client: { exec } });
    expect(sent).toEqual([{ kind: 'resize', size: { columns: 100, rows: 30 } }]);
  });

  it('restores the terminal when it fails', async () => {
    async function* replies(): AsyncGenerator<ExecOutput> {
      yield output('before');
      throw new AppError('service_not_running', { message: 'web does not run on prod-1' });
    }
    const exec = () => ({ send: () => Promise.resolve(), output: replies() });
    const noColour = { ...env, NO_COLOR: '1' };
    const result = await cli('exec web -it -- sh', {
      cwd: await shop(),
      env: noColour,
      isTerminal: true,
      client: { exec },
    });
    expect(result).toMatchObject({ exitCode: 1, stdout: 'before', stderr: 'Error: web does not run on prod-1\n' });
    expect(result.io.rawModes).toEqual([true, false]);
  });

  it('says when the connection ended before the command', async () => {
    const exec = () => ({ send: () => Promise.resolve(), output: streamOf(output('half')) });
    const result = await cli('exec web -- sleep 9', { cwd: await shop(), env, client: { exec } });
    expect(result).toMatchObject({ exitCode: 1, stderr: 'Error: the connection ended before the command did\n' });
  });

  it.each([
    [
      'exec',
      "Error: missing required argument 'SERVICE'\n  put -- in front of the command\nTry: devopsellence exec --help\n",
    ],
    [
      'exec web',
      "Error: missing required argument 'CMD'\n  put -- in front of the command\nTry: devopsellence exec --help\n",
    ],
    [
      'exec web ls -la',
      "Error: unknown option '-la'\n  put -- in front of the command\nTry: devopsellence exec --help\n",
    ],
    [
      'exec web -it -- sh',
      'Error: -it needs a terminal, and standard input is none\n  without -t, standard input is passed on as it is\nTry: devopsellence exec --help\n',
    ],
  ])('%s is a usage error', async (words, stderr) => {
    expect(await cli(words, { cwd: await shop(), env })).toMatchObject({ exitCode: 2, stdout: '', stderr });
  });
});
