import { aDefinition } from '@devopsellence/core/testing';
import { FakeClock } from '@devopsellence/runtime/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewContainer } from '../engine/container-engine.js';
import { FakeEngine } from '../testing/fake-engine.js';
import { settle } from '../testing/settle.js';
import { ContainerView } from './container-view.js';

const { signal } = new AbortController();

function aContainer(name: string): NewContainer {
  const identity = { environmentId: 'env-1', releaseId: 'release-1', service: name, hash: 'hash-1' } as const;
  const definition = aDefinition({ command: ['sleep', '1000'] });
  return {
    ...identity,
    isNamed: true,
    taskRun: null,
    dependsOn: [],
    name,
    network: 'net',
    role: 'worker',
    definition,
    secretEnv: {},
  };
}

describe('what is known of containers', () => {
  const clock = new FakeClock(1_000);
  let engine: FakeEngine;
  let view: ContainerView;
  let id: string;

  async function refresh(): Promise<number> {
    const before = engine.calls.length;
    while (view.isStale) await view.refresh(signal);
    return engine.calls.length - before;
  }

  const state = () => view.all().map((container) => container.state);

  beforeEach(async () => {
    engine = new FakeEngine(clock);
    id = await engine.createContainer(aContainer('web'));
    await engine.startContainer(id);
    view = new ContainerView(engine);
    await refresh();
  });

  it('is complete after one list, and a look at each container that runs', () => {
    expect(view.all()).toMatchObject([{ id, state: 'running', startedAt: 1_000 }]);
    expect(view.isStale).toBe(false);
  });

  it('takes one call when it is listed again and nothing has changed', async () => {
    view.list();
    expect(await refresh()).toBe(1);
  });

  it('takes no call to know of an exit that an event told of', async () => {
    view.exited(id, 2_000, 3);
    expect(await refresh()).toBe(0);
    expect(view.all()).toMatchObject([{ state: 'exited', exitCode: 3, finishedAt: 2_000, address: null }]);
  });

  it('takes an exit before the start that is known for one of an earlier run, and looks', async () => {
    view.exited(id, 500, 3);
    expect(state()).toEqual(['running']);
    expect(await refresh()).toBe(1);
    expect(state()).toEqual(['running']);
  });

  it('does not miss an exit at a moment before the start, after the clock was set back', async () => {
    engine.crash('web', 3);
    view.exited(id, 500, 3);
    await refresh();
    expect(view.all()).toMatchObject([{ state: 'exited', exitCode: 3 }]);
  });

  it('takes no call for a start that was seen already, and one for another', async () => {
    view.started(id);
    expect(await refresh()).toBe(0);
    view.exited(id, 2_000, 0);
    view.started(id);
    expect(await refresh()).toBe(1);
  });

  it('looks once at a container when an action on it has ended, not at the events it makes', async () => {
    await view.changing(id, async () => {
      await engine.stopContainer(id);
      view.exited(id, 1_000, 143);
      await engine.startContainer(id);
      view.started(id);
      expect(view.isStale).toBe(false);
    });
    expect(await refresh()).toBe(1);
    expect(state()).toEqual(['running']);
  });

  it('looks again at a container to which something happened while it was being looked at', async () => {
    const answer = engine.hold('listContainers');
    view.list();
    const refreshing = view.refresh(signal);
    await settle();
    view.exited(id, 2_000, 3);
    answer();
    await refreshing;
    expect(view.isStale).toBe(true);
  });

  it('forgets a container that was removed, and one that a list does not show', async () => {
    view.removed(id);
    expect(view.all()).toEqual([]);
    view.list();
    await refresh();
    engine.destroy('web');
    view.list();
    await refresh();
    expect(view.all()).toEqual([]);
  });

  it('is to be listed again when the engine did not answer', async () => {
    engine.goAway();
    view.list();
    await expect(view.refresh(signal)).rejects.toMatchObject({ code: 'engine_unavailable' });
    expect(view.isStale).toBe(true);
  });
});
