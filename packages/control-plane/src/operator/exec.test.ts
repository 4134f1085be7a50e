import { AppError } from '@devopsellence/core';
import { aServiceSpec, aSpec } from '@devopsellence/core/testing';
import type { wire } from '@devopsellence/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NAMES, TestControlPlane } from '../deploy/testing/control-plane.js';
import { closed, type Frame } from '../deploy/testing/fake-tunnels.js';
import { anOperator } from '../testing/an-operator.js';
import { execHandlers } from './exec.js';

type Request = wire.ExecRequest__Output;

let plane: TestControlPlane;

beforeEach(async () => {
  plane = await TestControlPlane.create({ n1: ['web'], n2: ['web'], n3: [] });
  await plane.ended(await plane.deploy(aSpec([aServiceSpec()])));
  plane.tunnels.channels.length = 0;
});

afterEach(() => plane.close());

function anOpen(overrides: Partial<wire.ExecOpen__Output> = {}): Request {
  const open = {
    environment: NAMES,
    service: 'web',
    node: '',
    command: ['sh'],
    tty: true,
    interactive: true,
    size: null,
    user: '',
  };
  return aRequest({ open: { ...open, ...overrides } });
}

function aRequest(fields: Partial<Request>): Request {
  return { open: null, endOfInput: null, resize: null, message: 'open', ...fields };
}

async function* sent(...requests: readonly Request[]): AsyncGenerator<Request> {
  yield* requests;
}

function exec(requests: AsyncIterable<Request>, signal = new AbortController().signal) {
  const operator = anOperator();
  return execHandlers(plane.deps).Exec(requests, { operator, correlationId: 'c', signal });
}

async function collect(replies: AsyncIterable<wire.ExecReply>): Promise<wire.ExecReply[]> {
  const all: wire.ExecReply[] = [];
  for await (const reply of replies) all.push(reply);
  return all;
}

function anOutput(text: string): Frame {
  return { output: { stderr: false, data: Buffer.from(text) } };
}

function runs(name: string, ...frames: readonly Frame[]): void {
  plane.tunnels.scripts.set(plane.idOf(name), () => frames);
}

describe('exec', () => {
  test('passes output on and ends with the exit code', async () => {
    runs('n1', anOutput('hello'), closed(null, 7));
    expect(await collect(exec(sent(anOpen())))).toMatchObject([
      { output: { stderr: false, data: Buffer.from('hello') } },
      { closed: { exitCode: 7, failure: null } },
    ]);
    expect(plane.tunnels.channels[0]?.work.exec).toMatchObject({ service: 'web', command: ['sh'], tty: true });
  });

  test.each(['root', '1000', 'www-data:www-data', '0:0'])('runs the command as %s', async (user) => {
    runs('n1', closed());
    await collect(exec(sent(anOpen({ user }))));
    expect(plane.tunnels.channels[0]?.work.exec).toMatchObject({ user });
  });

  test.each(['-x', 'a b', 'a:b:c', ':1', 'x'.repeat(65), 'a\n'])('takes %j for no user', async (user) => {
    await expect(collect(exec(sent(anOpen({ user }))))).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(plane.tunnels.channels).toEqual([]);
  });

  test('passes input, sizes and the end of input on', async () => {
    plane.tunnels.scripts.set(plane.idOf('n1'), async function* (_, channel) {
      while (!channel.hasEndedInput) await new Promise((resolve) => setImmediate(resolve));
      yield closed();
    });
    const size = { columns: 80, rows: 24 };
    const input = [
      aRequest({ input: Buffer.from('ls\n'), message: 'input' }),
      aRequest({ resize: size, message: 'resize' }),
    ];
    await collect(exec(sent(anOpen(), ...input, aRequest({ endOfInput: {}, message: 'endOfInput' }))));
    const [channel] = plane.tunnels.channels;
    expect(channel?.inputs.map(String)).toEqual(['ls\n']);
    expect(channel?.sizes).toEqual([size]);
  });

  test('goes to the first node on which the service runs', async () => {
    plane.fleet.say(plane.idOf('n1'), { services: [] });
    runs('n2', closed());
    await collect(exec(sent(anOpen())));
    expect(plane.tunnels.channels[0]?.nodeId).toBe(plane.idOf('n2'));
  });

  test('goes to the node that is named', async () => {
    runs('n2', closed());
    await collect(exec(sent(anOpen({ node: 'n2' }))));
    expect(plane.tunnels.channels[0]?.nodeId).toBe(plane.idOf('n2'));
  });

  test('passes on what the agent refuses', async () => {
    runs('n1', closed(new AppError('service_not_running', { message: 'web is backing off' })));
    expect(await collect(exec(sent(anOpen())))).toMatchObject([
      { closed: { failure: { code: 'service_not_running' } } },
    ]);
  });

  test('ends the command when the caller goes away', async () => {
    const caller = new AbortController();
    plane.tunnels.scripts.set(plane.idOf('n1'), async function* (_, channel) {
      yield anOutput('$ ');
      await channel.silence();
    });
    const replies = exec(sent(anOpen()), caller.signal)[Symbol.asyncIterator]();
    await replies.next();
    const next = replies.next();
    caller.abort();
    expect((await next).done).toBe(true);
    expect(plane.tunnels.channels[0]?.isCancelled).toBe(true);
  });

  test('ends the command with what is wrong with a later message, and blames nobody else', async () => {
    plane.tunnels.scripts.set(plane.idOf('n1'), async function* (_, channel) {
      await channel.silence();
      yield* [];
    });
    const requests = async function* () {
      yield anOpen();
      throw new AppError('invalid_argument', { message: 'the message is malformed' });
    };
    await expect(collect(exec(requests()))).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(plane.tunnels.channels[0]?.isCancelled).toBe(true);
  });

  test('says so when the node goes away', async () => {
    plane.tunnels.scripts.set(plane.idOf('n1'), async function* () {
      yield anOutput('$ ');
      throw new AppError('node_offline', { message: 'node n1 has gone' });
    });
    await expect(collect(exec(sent(anOpen())))).rejects.toMatchObject({ code: 'node_offline' });
  });

  test('says so when no node with the service is online', async () => {
    for (const name of ['n1', 'n2']) plane.fleet.connect(plane.idOf(name), 'offline');
    await expect(collect(exec(sent(anOpen())))).rejects.toMatchObject({
      code: 'node_offline',
      message: 'service web is on n1, n2, and no such node is online',
    });
  });

  test.each([
    ['an unknown service', anOpen({ service: 'api' }), 'not_found'],
    ['no service', anOpen({ service: '' }), 'invalid_argument'],
    ['a node without it', anOpen({ node: 'n3' }), 'service_not_running'],
    ['no command', anOpen({ command: [] }), 'invalid_argument'],
    ['a first message that opens nothing', aRequest({ endOfInput: {}, message: 'endOfInput' }), 'invalid_argument'],
  ])('refuses %s', async (_, first, code) => {
    await expect(collect(exec(sent(first)))).rejects.toMatchObject({ code });
  });
});
