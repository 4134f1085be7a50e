import { AppError, containerName, taskContainerName } from '@devopsellence/core';
import { aDefinition, aTaskRun, ENVIRONMENT_ID, SLUG } from '@devopsellence/core/testing';
import type { wire } from '@devopsellence/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectedAgent, framesOf, textsOf } from '../testing/connected-agent.js';
import type { FakeEngine } from '../testing/fake-engine.js';
import type { FakeGateway } from '../testing/fake-gateway.js';
import { aRunningService, IMAGE } from '../testing/reconciling.js';

const LINE = 'x'.repeat(1_000);
const script = (text: string) => aDefinition({ image: IMAGE, command: ['sh', '-c', text], ports: [] });
const DATA = 'shop-data';
const REDIS = aRunningService('redis', {
  definition: { ...script('echo one; echo two >&2; sleep 1000'), volumes: [{ name: DATA, target: '/data' }] },
});
const NOISY = aRunningService('noisy', { definition: script('sleep 1000; noisy') });
const redis = containerName(SLUG, 'redis', REDIS.hash);
const noisy = containerName(SLUG, 'noisy', NOISY.hash);

describe('channels to a node', () => {
  let agent: ConnectedAgent;
  let gateway: FakeGateway;
  let engine: FakeEngine;

  const eventually = (assert: () => void | Promise<void>) => vi.waitFor(assert, { timeout: 5_000, interval: 5 });

  const open = (work: Omit<wire.OpenChannel, 'initialCredit'>) => agent.open(work);
  const logs = (service: string, more: wire.LogsWork = {}) =>
    open({ logs: { environmentId: ENVIRONMENT_ID, service, lines: 100, ...more } });
  const exec = (command: string[], more: wire.ExecWork = {}) =>
    open({ exec: { environmentId: ENVIRONMENT_ID, service: 'redis', command, ...more } });

  beforeEach(async () => {
    agent = await ConnectedAgent.start();
    ({ gateway, engine } = agent);
    agent.desire([NOISY, REDIS]);
    await eventually(() => {
      expect(gateway.hasTunnel).toBe(true);
      expect(gateway.reports.at(-1)?.services.every((service) => service.ready)).toBe(true);
      expect(gateway.reports.at(-1)?.observedRevision).toBe(1);
    });
  });

  afterEach(() => agent.stop());

  it('bring the lines of a service, with container, stream and moment', async () => {
    const frames = await framesOf(logs('redis'));
    expect(textsOf(frames)).toEqual(['one', 'two']);
    expect(frames[0]?.log).toMatchObject({ service: 'redis', container: redis, stderr: false });
    expect(frames[1]?.log?.stderr).toBe(true);
    expect(frames.at(-1)?.closed).toMatchObject({ exitCode: 0, failure: null });
  });

  it('bring the newest lines only, and those of all services when none is named', async () => {
    expect(textsOf(await framesOf(logs('redis', { lines: 1 })))).toEqual(['two']);
    engine.write(noisy, 'noise');
    expect(textsOf(await framesOf(logs('')))).toEqual(['one', 'two', 'noise']);
  });

  it('follow a service over restarts of its container, without a line twice', async () => {
    const channel = logs('redis', { follow: true });
    const frames = channel.frames[Symbol.asyncIterator]();
    expect(await nextText(frames)).toBe('one');
    expect(await nextText(frames)).toBe('two');
    engine.write(redis, 'three');
    expect(await nextText(frames)).toBe('three');
    engine.crash(redis, 1);
    expect(await nextText(frames)).toBe('one');
    channel.send({ cancel: {} });
  });

  it('follow a service to the container that replaces its own', async () => {
    const channel = logs('redis', { follow: true, lines: 0 });
    const next = aRunningService('redis', { hash: '2-redis', definition: script('echo new; sleep 1000') });
    agent.desire([NOISY, next]);
    expect(await nextText(channel.frames[Symbol.asyncIterator]())).toBe('new');
    channel.send({ cancel: {} });
  });

  describe('to a run of a task', () => {
    const MIGRATION = 'echo one; echo two >&2; echo three; sleep 1000';

    /** Wants a run of this script in another revision of the desired state. */
    function want(text: string, id = 'run-1'): string {
      const run = aTaskRun({ id, definition: script(text), isGate: false });
      agent.desire([NOISY, REDIS], { taskRuns: [run] });
      return taskContainerName(SLUG, run.task, run.id);
    }

    const follow = (taskRun = 'run-1', more: wire.LogsWork = {}) =>
      open({ logs: { environmentId: ENVIRONMENT_ID, taskRun, whole: true, follow: true, ...more } });
    const ended = (state: string) =>
      eventually(() => expect(gateway.reports.at(-1)?.taskRuns).toMatchObject([{ state }]));

    it('bring every line, from the first on, also when it was asked for before it began, and end with it', async () => {
      const channel = follow();
      const container = want(MIGRATION);
      const frames = channel.frames[Symbol.asyncIterator]();
      for (const text of ['one', 'two', 'three']) expect(await nextText(frames)).toBe(text);
      engine.write(container, 'four');
      expect(await nextText(frames)).toBe('four');
      engine.crash(container, 3);
      const last = await frames.next();
      expect(last.done === true ? null : last.value.closed).toMatchObject({ failure: null });
    });

    it('bring what it wrote when it has ended', async () => {
      want('echo one; echo two; exit 0');
      await ended('succeeded');
      for (const work of [{}, { follow: false }]) {
        expect(textsOf(await framesOf(follow('run-1', work)))).toEqual(['one', 'two']);
      }
      expect(textsOf(await framesOf(follow('run-1', { whole: false, lines: 1 })))).toEqual(['two']);
    });

    it('bring nothing of other runs, and nothing to who asks for a service of the same name', async () => {
      want('echo other; exit 0', 'run-0');
      await ended('succeeded');
      want('echo mine; exit 0');
      await ended('succeeded');
      expect(textsOf(await framesOf(follow()))).toEqual(['mine']);
      expect(textsOf(await framesOf(logs('release')))).toEqual([]);
      expect((await framesOf(follow('run-9', { follow: false }))).at(-1)?.closed?.failure?.code).toBe('not_found');
    });

    it('say that the container is gone', async () => {
      const container = want('echo one; exit 0');
      await ended('succeeded');
      engine.destroy(container);
      await eventually(() => expect(engine.world).not.toContain(`${container}: exited`));
      await eventually(async () => {
        expect((await framesOf(follow())).at(-1)?.closed?.failure).toMatchObject({ code: 'not_found' });
      });
    });
  });

  it('end as a whole when one of several containers cannot be followed', async () => {
    const channel = logs('', { follow: true });
    const frames = channel.frames[Symbol.asyncIterator]();
    for (const text of ['one', 'two']) expect(await nextText(frames)).toBe(text);
    engine.write(noisy, 'three');
    expect(await nextText(frames)).toBe('three');
    // The agent reads the last lines of the container, too.
    for (let count = 0; count < 2; count += 1)
      engine.failNext('logs', new AppError('engine_failed', { message: 'no' }));
    engine.crash(redis, 1);
    const last = await frames.next();
    expect(last.done === true ? null : last.value.closed?.failure?.code).toBe('engine_failed');
    engine.write(noisy, 'late');
    const late = nextText(frames);
    expect(await Promise.race([late, framesOf(logs('redis')).then(() => 'nothing')])).toBe('nothing');
  });

  it('carry no more than was granted, and one that is not read holds up no other', async () => {
    for (let count = 0; count < 20; count += 1) engine.write(noisy, LINE);
    const slow = logs('noisy');
    const frames = slow.frames[Symbol.asyncIterator]();
    for (let count = 0; count < 4; count += 1) expect(await nextText(frames)).toBe(LINE);
    expect(textsOf(await framesOf(logs('redis')))).toEqual(['one', 'two']);
    const fifth = nextText(frames);
    const early = await Promise.race([fifth, framesOf(logs('redis')).then(() => 'the other channel')]);
    expect(early).toBe('the other channel');
    slow.send({ credit: 1_000 });
    expect(await fifth).toBe(LINE);
    slow.send({ cancel: {} });
  });

  it('tell how a service is, and how it ended, also when it is not to run any more', async () => {
    const describe = async (service: string) => {
      const frames = await framesOf(open({ describeService: { environmentId: ENVIRONMENT_ID, service } }));
      return frames[0]?.service;
    };
    expect(await describe('redis')).toMatchObject({ status: { name: 'redis', ready: true }, probe: null, exits: [] });
    engine.crash(redis, 3);
    await eventually(() => expect(gateway.reports.at(-1)?.services[1]?.lastExit?.exitCode).toBe(3));
    const revision = agent.desire([NOISY]);
    await eventually(() => expect(gateway.reports.at(-1)?.observedRevision).toBe(revision));
    const exits = [{ container: redis, exitCode: 3, wasReady: true, stoppedFor: '', lastLines: ['one', 'two'] }];
    expect(await describe('redis')).toMatchObject({ status: null, probe: null, exits });
    expect(await describe('nobody')).toMatchObject({ status: null, exits: [] });
  });

  it('run a command, with its output, input and exit code', async () => {
    const channel = exec(['sh', '-c', 'cat; exit 7'], { interactive: true });
    channel.send({ input: Buffer.from('hello') });
    channel.send({ endOfInput: {} });
    const frames = await framesOf(channel);
    expect(textsOf(frames)).toEqual(['hello']);
    expect(frames.find((frame) => frame.frame === 'credit')?.credit).toBe(5);
    expect(frames.at(-1)?.closed).toMatchObject({ exitCode: 7, failure: null });
  });

  it('run a command as who is named, where the container knows them', async () => {
    expect((await framesOf(exec(['sh', '-c', 'exit 7'], { user: '1000' }))).at(-1)?.closed?.exitCode).toBe(7);
    expect((await framesOf(exec(['true'], { user: 'nobody-at-all' }))).at(-1)?.closed?.failure).toMatchObject({
      code: 'not_found',
      message: 'the container knows no user nobody-at-all',
      nextActions: ['devopsellence exec redis -- cat /etc/passwd'],
    });
  });

  it('run no command where nothing runs, and say what to do', async () => {
    const frames = await framesOf(exec(['true'], { service: 'none' }));
    const failure = frames.at(-1)?.closed?.failure;
    expect(failure).toMatchObject({
      code: 'service_not_running',
      nextActions: ['devopsellence status', expect.any(String) as string],
    });
  });

  it("bring the agent's own lines, without values of secrets, and those it adds", async () => {
    agent.log.add(`{"msg":"connected"}`, 5);
    agent.log.add('the password is hunter22');
    const revision = agent.desire([NOISY, REDIS], {}, new Map([['version-1', 'hunter22']]));
    await eventually(() => expect(gateway.reports.at(-1)?.observedRevision).toBe(revision));
    const frames = await framesOf(open({ agentLogs: { lines: 2 } }));
    expect(textsOf(frames)).toEqual(['{"msg":"connected"}', 'the password is [REDACTED]']);
    expect(frames[0]?.log).toMatchObject({ service: 'agent', container: '', atMs: 5 });
    const following = open({ agentLogs: { lines: 1, follow: true } });
    const next = following.frames[Symbol.asyncIterator]();
    expect(await nextText(next)).toBe('the password is [REDACTED]');
    agent.log.add('more');
    expect(await nextText(next)).toBe('more');
    following.send({ cancel: {} });
  });

  it('pin images', async () => {
    engine.images.registry.set('shop:1', 'sha256:1');
    const [frame] = await framesOf(open({ resolveImage: { reference: 'shop:1' } }));
    expect(frame?.image).toEqual({ reference: 'shop:1', digest: 'sha256:1', imageId: '', manifest: '' });
    const missing = await framesOf(open({ resolveImage: { reference: 'shop:2' } }));
    expect(missing.at(-1)?.closed?.failure?.code).toBe('image_not_found');
  });

  it('tell which images the engine has, asking nobody else', async () => {
    const image = { reference: 'shop:1', digest: `sha256:${'1'.repeat(64)}`, imageId: '', manifest: '' };
    const other = { ...image, digest: `sha256:${'2'.repeat(64)}` };
    engine.addImage('shop:1', { imageId: `sha256:${'9'.repeat(64)}`, digest: image.digest });
    const [frame] = await framesOf(open({ findImages: { images: [image, other] } }));
    expect(frame?.foundImages?.images).toEqual([image]);
  });

  it('tell of volumes, with who has them', async () => {
    engine.volumes.set('left-over', ENVIRONMENT_ID);
    const [frame] = await framesOf(open({ listVolumes: { sizes: true } }));
    expect(frame?.volumes?.volumes).toMatchObject([
      { name: DATA, isOwn: true, usedBy: [redis], bytes: 1_000 },
      { name: 'left-over', isOwn: true, usedBy: [], bytes: 1_000 },
    ]);
    const [unmeasured] = await framesOf(open({ listVolumes: {} }));
    expect(unmeasured?.volumes?.volumes[0]).toMatchObject({ name: DATA, bytes: 0 });
  });

  it('remove the volume that is named, and none that the desired state wants', async () => {
    engine.volumes.set('left-over', ENVIRONMENT_ID);
    const remove = async (name: string) => (await framesOf(open({ removeVolume: { name } }))).at(-1)?.closed?.failure;
    expect(await remove('left-over')).toBeNull();
    expect(await remove('left-over')).toMatchObject({ code: 'not_found' });
    expect(await remove(DATA)).toMatchObject({ code: 'volume_in_use' });
    expect([...engine.volumes.keys()]).toEqual([DATA]);
  });
});

async function nextText(frames: AsyncIterator<wire.AgentFrame__Output, void>): Promise<string> {
  const next = await frames.next();
  return next.done === true ? 'the end' : (textsOf([next.value])[0] ?? '');
}
