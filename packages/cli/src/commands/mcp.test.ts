import { AppError } from '@devopsellence/core';
import { FakeClock } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { JsonObject } from '../output.js';
import { assistant } from '../testing/assistant.js';
import { aDeployReply, anEnvironmentStatus, aProgress, aService, PRODUCTION } from '../testing/builders.js';
import { type CliOptions, cli, documentsIn, folder, LOGGED_IN, NOW, shop } from '../testing/cli.js';
import { fakeClient, streamOf, unavailable } from '../testing/fake-client.js';
import { recordingClient } from '../testing/recording-client.js';

async function inShop(client: Partial<ControlPlaneClient>, options: CliOptions = {}) {
  return assistant([], { cwd: await shop(), env: LOGGED_IN, client, ...options });
}

/** Calls a tool; what it answers, as text and as a document. */
async function call(
  { client }: Awaited<ReturnType<typeof assistant>>,
  name: string,
  given: Readonly<Record<string, unknown>> = {},
) {
  const result = await client.callTool({ name, arguments: given });
  const [part]: readonly unknown[] = Array.isArray(result.content) ? result.content : [];
  const text = typeof part === 'object' && part !== null && 'text' in part ? String(part.text) : '';
  return { text, document: result.structuredContent, isError: result.isError === true };
}

/** What `--json` prints last, without what only a stream has. */
async function printed(words: readonly string[], options: CliOptions): Promise<unknown> {
  const { stdout } = await cli(words, options);
  const document = documentsIn(stdout).at(-1);
  const { event: _, ...rest }: { readonly event?: unknown } = { ...(document as JsonObject) };
  return rest;
}

/** A call of every tool of `call`, as an assistant makes it. */
const CALLS: readonly (readonly [name: string, given: JsonObject])[] = [
  ['create_service', { name: 'redis', image: 'redis:7', port: 6379, env_vars: { A: '1' }, net_admin: true }],
  ['list_services', {}],
  ['get_service_info', { name: 'redis' }],
  ['get_service_logs', { name: 'redis', n_lines: 5 }],
  ['restart_service', { name: 'redis' }],
  ['update_service', { name: 'redis', image: 'redis:8', hostname: null, volumes: ['data:/data'] }],
  ['delete_service', { name: 'redis', with_volumes: true }],
  ['run_service_command', { name: 'redis', command: 'redis-cli ping', environment: 'staging' }],
  ['list_service_presets', {}],
  ['restore_service', { name: 'redis', node: 'prod-2' }],
  ['delete_service_preset', { name: 'redis' }],
];

describe('the tools an assistant is told of', () => {
  it('are those of `call` with the same schemas, and those to deploy and look', async () => {
    const { client } = await assistant([]);
    const { tools } = await client.listTools();
    const { stdout } = await cli(['call', '--json']);
    const [listed] = documentsIn(stdout) as readonly [{ readonly tools: readonly JsonObject[] }];
    const names = listed.tools.map(({ name }) => name);
    expect(tools.map(({ name }) => name)).toEqual(['deploy', 'apply', 'rollback', 'status', 'logs', 'exec', ...names]);
    for (const { name, summary, input_schema: inputSchema, read_only, destructive } of listed.tools) {
      expect(tools.find((tool) => tool.name === name)).toMatchObject({
        description: summary,
        inputSchema,
        annotations: { readOnlyHint: read_only, destructiveHint: destructive },
      });
    }
  });

  it('take what their usage says, in its order', async () => {
    const { client } = await assistant([]);
    const { tools } = await client.listTools();
    const { stdout } = await cli(['call', '--json']);
    const [listed] = documentsIn(stdout) as readonly [
      { readonly tools: readonly { readonly name: string; readonly usage: string }[] },
    ];
    for (const { name, usage } of listed.tools) {
      const { inputSchema } = tools.find((tool) => tool.name === name) ?? { inputSchema: { properties: {} } };
      const words = [...usage.matchAll(/([<[])(\w+)[>\]]/g)];
      const names = Object.keys(inputSchema.properties ?? {});
      expect(names.slice(0, words.length)).toEqual(words.map(([, , word]) => word));
      expect(names.slice(-3)).toEqual(['organization', 'project', 'environment']);
      const required = words.filter(([, bracket]) => bracket === '<').map(([, , word]) => word);
      expect(inputSchema).toMatchObject({ required, additionalProperties: false });
    }
    expect(tools.find(({ name }) => name === 'create_service')?.inputSchema.properties).toMatchObject({
      name: { type: 'string' },
      port: { type: 'integer', minimum: 1, maximum: 65_535 },
      net_admin: { type: 'boolean', description: 'Give the capability NET_ADMIN.' },
    });
  });

  it('say what only reads and what destroys', async () => {
    const { client } = await assistant([]);
    const { tools } = await client.listTools();
    const hinted = (hint: 'readOnlyHint' | 'destructiveHint') =>
      tools.filter(({ annotations }) => annotations?.[hint] === true).map(({ name }) => name);
    expect(hinted('readOnlyHint')).toEqual([
      'status',
      'logs',
      'list_services',
      'get_service_info',
      'get_service_logs',
      'list_service_presets',
    ]);
    expect(hinted('destructiveHint')).toEqual([
      'deploy',
      'apply',
      'rollback',
      'exec',
      'delete_service',
      'run_service_command',
      'delete_service_preset',
    ]);
  });
});

describe('a call of an assistant', () => {
  it.each(CALLS)('does and answers what `call` does and answers: %s', async (name, given) => {
    const [served, typed] = [recordingClient(), recordingClient()];
    const answer = await call(await inShop(served.client), name, given);
    const options = { cwd: await shop(), env: LOGGED_IN };
    const words = ['call', '--json', name, JSON.stringify(given)];
    expect(answer.document).toEqual(await printed(words, { ...options, client: typed.client }));
    expect(served.calls).toEqual(typed.calls);
    expect(answer).toMatchObject({ isError: false, document: { ok: true, tool: name } });
    const { stdout } = await cli(['call', name, JSON.stringify(given)], {
      ...options,
      client: recordingClient().client,
    });
    if (name === 'run_service_command') expect(answer.text).toBe('Exit code: 3\nPONG\ncareful');
    else expect(`${answer.text}\n`).toBe(stdout);
  });

  it('of several at once, each is answered', async () => {
    const { client } = recordingClient();
    const there = await inShop(client);
    const answers = await Promise.all(CALLS.map(([name, given]) => call(there, name, given)));
    expect(answers.map(({ document }) => (document as JsonObject).tool)).toEqual(CALLS.map(([name]) => name));
  });

  it('status, logs and exec', async () => {
    const { client, calls } = recordingClient();
    const there = await inShop({ ...client, status: () => Promise.resolve(anEnvironmentStatus()) });
    expect((await call(there, 'status')).document).toEqual({
      ...((await printed(['status', '--json'], {
        cwd: await shop(),
        env: LOGGED_IN,
        client: { status: () => Promise.resolve(anEnvironmentStatus()) },
      })) as JsonObject),
      tool: 'status',
    });
    const logs = await call(there, 'logs', { service: 'web', since: '10m', environment: 'staging' });
    expect(logs).toMatchObject({
      text: 'Ready to accept connections',
      document: { operation: 'logs', lines: 1, log: [{ line: 'Ready to accept connections', stream: 'stdout' }] },
    });
    const exec = await call(there, 'exec', { service: 'web', command: ['ls', '-l'], user: 'app' });
    expect(exec).toMatchObject({ text: 'Exit code: 3\nPONG\ncareful', document: { operation: 'exec', exit_code: 3 } });
    await call(there, 'exec', { service: 'web', command: 'ls | wc' });
    expect(calls).toMatchObject([
      ['logs', { environment: { environment: 'staging' }, service: 'web', lines: 100, sinceMs: 600_000 }],
      ['exec', { service: 'web', command: ['ls', '-l'], user: 'app' }],
      ['exec', { service: 'web', command: ['sh', '-c', 'ls | wc'], user: null }],
    ]);
  });
});

describe('a deployment by an assistant', () => {
  const settling = (): Partial<ControlPlaneClient> => ({
    deploy: () => Promise.resolve(aDeployReply()),
    apply: () => Promise.resolve(aDeployReply()),
    rollBack: () => Promise.resolve(aDeployReply()),
    watchDeployment: () =>
      streamOf(aProgress('running', [aService({ settled: false })]), aProgress('settled', [aService()])),
  });

  it.each([
    ['deploy', { image: 'shop:1' }, ['deploy', '--image', 'shop:1', '--json']],
    ['apply', {}, ['apply', '--json']],
    ['rollback', { release: '12', with_task: true }, ['release', 'rollback', '12', '--with-task', '--json']],
  ])('%s answers what the command answers', async (name, given, words) => {
    const answer = await call(await inShop(settling()), name, given);
    expect(answer.document).toEqual(await printed(words, { cwd: await shop(), env: LOGGED_IN, client: settling() }));
    expect(answer.text).toMatch(/^prod-1\n {2}\+ create redis\n.*\nSettled: acme\/shop production runs revision/);
  });

  it('is of the config that is named, and tells how it goes', async () => {
    const there = await assistant([], { cwd: await folder(), env: LOGGED_IN, client: settling() });
    const said: unknown[] = [];
    const given = { config: `${await shop()}/devopsellence.yml`, image: 'shop:1', environment: 'staging' };
    const result = await there.client.callTool({ name: 'deploy', arguments: given }, undefined, {
      onprogress: ({ message }) => said.push(message),
    });
    expect(result.structuredContent).toMatchObject({ ok: true, environment: 'staging' });
    expect(said).toEqual(['   0.0 s  prod-1 web: running', '   0.0 s  prod-1 web: settled']);
  });

  it('changes nothing in a dry run, which is said in the request', async () => {
    const asked: unknown[] = [];
    const deploy: ControlPlaneClient['deploy'] = (request) => {
      asked.push(request);
      return Promise.resolve(aDeployReply({ releaseId: null, deploymentId: null }));
    };
    const answer = await call(await inShop({ deploy }), 'deploy', { image: 'shop:1', dry_run: true, supersede: true });
    expect(answer.text).toContain('This was a dry run: nothing was changed.');
    expect(asked).toMatchObject([{ dryRun: true, supersede: true, takeBack: false }]);
  });

  it('that failed says so with its document', async () => {
    const failing = {
      ...settling(),
      watchDeployment: () => streamOf(aProgress('failed', [aService({ settled: false })])),
    };
    const answer = await call(await inShop(failing), 'deploy', { image: 'shop:1' });
    expect(answer).toMatchObject({
      isError: true,
      document: {
        ok: false,
        operation: 'deploy',
        error: { code: 'deployment_failed', next_actions: expect.arrayContaining(['devopsellence status']) },
        deployment: { id: '01DEPLOYMENT', state: 'failed' },
      },
    });
  });
});

describe('a call that fails', () => {
  it.each([
    ['creat_service', {}, 'usage', 'there is no tool "creat_service"', 'did you mean create_service?'],
    ['create_service', { name: 'a' }, 'usage', 'create_service needs image, port', null],
    ['create_service', { nam: 'a' }, 'usage', 'create_service has no argument "nam"', 'did you mean name?'],
    [
      'get_service_logs',
      { name: 'a', n_lines: 'x' },
      'invalid_argument',
      'n_lines must be a whole number from 1 to 10000, not "x"',
      null,
    ],
    ['status', { node: 'prod-1' }, 'usage', 'node needs service', null],
    [
      'logs',
      { since: 'yesterday' },
      'invalid_argument',
      'since must be a duration, for example 30s, 10m or 1h30m, not "yesterday"',
      null,
    ],
  ])('%s %j', async (name, given, code, message, reason) => {
    const { isError, text, document } = await call(await inShop({}), name, given);
    expect(isError).toBe(true);
    expect(document).toMatchObject({ ok: false, error: { code, message, reason, next_actions: [] } });
    expect(text).toContain(`Error: ${message}`);
    expect(text).toContain(`code: ${code}`);
  });

  it('because nobody is logged in, says how to', async () => {
    const answer = await call(await assistant([], { cwd: await shop() }), 'list_services');
    expect(answer).toMatchObject({
      isError: true,
      document: {
        error: { code: 'not_logged_in', next_actions: ['devopsellence login HOST:PORT --token-file FILE'] },
      },
    });
    expect(answer.text).toContain('Try: devopsellence login');
  });

  it('says everything that is known', async () => {
    const listServices = () =>
      Promise.reject(
        new AppError('forbidden', { message: 'no', reason: 'because', evidence: ['fact'], nextActions: ['do it'] }),
      );
    const answer = await call(await inShop({ listServices }), 'list_services');
    expect(answer.text).toBe('Error: no\n  because\n  fact\nTry: do it\ncode: forbidden');
    expect(answer.document).toMatchObject({
      error: { code: 'forbidden', message: 'no', reason: 'because', evidence: ['fact'], next_actions: ['do it'] },
    });
  });

  it.each([
    ['env_vars as a text', 'update_service', { name: 'r', env_vars: 'K=hunter22,L=other' }],
    ['env_vars as a mapping', 'update_service', { name: 'r', env_vars: { K: 'hunter22' } }],
    ['a text that is no variable', 'update_service', { name: 'r', env_vars: 'hunter22' }],
    ['something else', 'update_service', { name: 'r', env_vars: [{ a: 'hunter22' }] }],
    ['a command', 'run_service_command', { name: 'r', command: 'echo hunter22' }],
    ['words', 'exec', { service: 'r', command: ['echo', 'hunter22'] }],
  ])('does not say what was given as %s', async (_, name, given) => {
    const message = name === 'run_service_command' ? 'of echo hunter22' : 'hunter22 of echo hunter22';
    const failing: Partial<ControlPlaneClient> = {
      updateService: () => Promise.reject(new AppError('service_failed', { message, evidence: [message] })),
      exec: () => {
        throw new AppError('service_failed', { message, reason: message });
      },
    };
    const there = await inShop(failing);
    expect((await call(there, name, given)).isError).toBe(true);
    expect(there.io.stdout.text + there.io.stderr.text).not.toContain('hunter22');
  });

  it('leaves the next one alone', async () => {
    const listServices = () => Promise.reject(unavailable());
    const there = await inShop({ ...recordingClient().client, listServices });
    expect((await call(there, 'list_services')).isError).toBe(true);
    expect((await call(there, 'list_service_presets')).isError).toBe(false);
  });
});

describe('the connection with an assistant', () => {
  it('has nothing but the protocol, and ends with standard input', async () => {
    const there = await inShop(recordingClient().client);
    for (const [name, given] of CALLS) await call(there, name, given);
    const { exitCode, stdout, stderr } = await there.leave();
    expect([exitCode, stderr]).toEqual([0, '']);
    for (const message of documentsIn(stdout)) expect(message).toMatchObject({ jsonrpc: '2.0' });
  });

  it('goes on after a line that is no message', async () => {
    const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a', version: '1' } };
    const lines = [
      'nonsense',
      '{"jsonrpc":"1.0"}',
      JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: hello }),
      JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }),
      JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'list_services', arguments: {} } }),
    ];
    const result = await cli('mcp', {
      cwd: await shop(),
      env: LOGGED_IN,
      client: recordingClient().client,
      stdin: [lines.map((line) => `${line}\n`).join('')],
      outside: { clock: new FakeClock(NOW) },
    });
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(documentsIn(result.stdout)).toMatchObject([
      { id: 1, result: { serverInfo: { name: 'devopsellence', version: '0.1.0' } } },
      { id: 2, result: { structuredContent: { ok: true, tool: 'list_services' } } },
    ]);
  });

  it('ends a call that is cancelled, and one that goes on when nobody is there any more', async () => {
    const signals: AbortSignal[] = [];
    const never = (): Promise<never> => new Promise(() => undefined);
    const connect = (_: unknown, signal: AbortSignal) => {
      signals.push(signal);
      return Promise.resolve(fakeClient({ listServices: never }));
    };
    const there = await inShop({}, { outside: { connect } });
    const given = new AbortController();
    const first = there.client.callTool({ name: 'list_services', arguments: {} }, undefined, { signal: given.signal });
    await expect.poll(() => signals.length).toBe(1);
    given.abort();
    await expect(first).rejects.toThrow();
    await expect.poll(() => signals[0]?.aborted).toBe(true);
    const second = there.client.callTool({ name: 'list_services', arguments: {} });
    second.catch(() => undefined);
    await expect.poll(() => signals.length).toBe(2);
    expect(await there.leave()).toMatchObject({ exitCode: 0 });
    expect(signals[1]?.aborted).toBe(true);
  });

  it('works where the words behind `mcp` say', async () => {
    const { client, calls } = recordingClient();
    const config = `${await shop()}/devopsellence.yml`;
    const there = await assistant(['--config', config, '--env', 'staging'], { env: LOGGED_IN, client });
    await call(there, 'list_services');
    await call(there, 'list_services', { environment: 'review', project: 'other' });
    expect(calls).toEqual([
      ['listServices', { ...PRODUCTION, environment: 'staging' }],
      ['listServices', { ...PRODUCTION, project: 'other', environment: 'review' }],
    ]);
  });
});
