import { encodeSettings } from '@devopsellence/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WHOLE_FLEET } from '../access/scope.js';
import { NAMES } from '../deploy/testing/control-plane.js';
import { REDIS, StandaloneWorld } from '../standalone/testing/standalone-world.js';
import { newestEvents } from '../store/index.js';
import { anOperator } from '../testing/an-operator.js';
import { standaloneHandlers } from './standalone-services.js';

const CONTEXT = { operator: anOperator({ role: 'owner' }), correlationId: 'c', signal: new AbortController().signal };
const KEY = { environment: NAMES, name: 'redis' };

let world: StandaloneWorld;

beforeEach(async () => {
  world = await StandaloneWorld.create();
});

afterEach(() => world.plane.close());

function handlers() {
  return standaloneHandlers({ ...world.plane.deps, standalone: world.plane.standalone });
}

function create(settings: string = encodeSettings(REDIS), overrides: object = {}) {
  const request = { ...KEY, settings, node: '', wait: true, ...overrides };
  return world.of(handlers().CreateStandaloneService(request, CONTEXT));
}

function update(overrides: string) {
  return world.of(handlers().UpdateStandaloneService({ ...KEY, overrides, wait: false }, CONTEXT));
}

describe('the calls of standalone services', () => {
  test('tell what was made, and what is another afterwards', async () => {
    expect(await create()).toMatchObject({
      service: { name: 'redis', node: 'n1', hasPreset: true, isStopped: false, operation: '', status: { ready: true } },
      isChanged: true,
      imageUpdated: false,
      configUpdated: false,
      oldDigest: '',
      newDigest: 'sha256:seven',
    });
    expect(await update(encodeSettings({ image: 'redis:8' }))).toMatchObject({
      isChanged: true,
      imageUpdated: true,
      configUpdated: true,
      changed: ['image'],
      oldDigest: 'sha256:seven',
      newDigest: 'sha256:eight',
    });
    expect(await update('')).toMatchObject({ isChanged: false, imageUpdated: false, configUpdated: false });
  });

  test('list services by name, or one, with what goes on', async () => {
    await create();
    await create(undefined, { name: 'Another' });
    const { services = [] } = await handlers().ListStandaloneServices({ environment: NAMES, name: '' }, CONTEXT);
    expect(services.map(({ name }) => name)).toEqual(['Another', 'redis']);
    expect(services[1]).toMatchObject({ connection: 'CONNECTION_ONLINE', settings: encodeSettings(REDIS) });
    const stopping = handlers().SwitchStandaloneService({ ...KEY, action: 'ACTION_STOP', wait: false }, CONTEXT);
    const one = await handlers().ListStandaloneServices(KEY, CONTEXT);
    expect(one.services).toMatchObject([
      { name: 'redis', operation: expect.stringMatching(/^stop goes on, started by ci at 2026-/) },
    ]);
    expect(await world.of(stopping)).toMatchObject({ isChanged: true, service: { isStopped: true } });
    const missing = handlers().ListStandaloneServices({ ...KEY, name: 'none' }, CONTEXT);
    await expect(missing).rejects.toMatchObject({ code: 'not_found' });
  });

  test('say of one that is only just being made that it is', async () => {
    const making = handlers().CreateStandaloneService(
      { ...KEY, settings: encodeSettings(REDIS), node: '', wait: false },
      CONTEXT,
    );
    const asked = handlers().ListStandaloneServices(KEY, CONTEXT);
    await expect(asked).rejects.toMatchObject({
      code: 'not_found',
      message: 'service redis is not there: create goes on, started by ci at 2026-01-01T00:00:00.000Z',
    });
    await world.of(making);
  });

  test('delete a service, and bring it back', async () => {
    await create(encodeSettings({ ...REDIS, volumes: [{ source: 'data', target: '/data', isReadOnly: false }] }));
    const deleted = await world.of(handlers().DeleteStandaloneService({ ...KEY, withVolumes: true }, CONTEXT));
    expect(deleted).toMatchObject({ name: 'redis', node: 'n1', keptVolumes: [], hasPreset: true });
    expect(deleted.removedVolumes).toEqual(world.removedVolumes);
    const request = { ...KEY, overrides: encodeSettings({ port: 6380 }), node: 'n1', wait: false };
    expect(await world.of(handlers().RestoreStandaloneService(request, CONTEXT))).toMatchObject({
      isChanged: true,
      configUpdated: true,
      changed: ['port'],
    });
  });

  test('show presets, all their versions, and forget them', async () => {
    await create();
    await update(encodeSettings({ port: 6380 }));
    const { presets = [] } = await handlers().ListPresets({ environment: NAMES, name: '' }, CONTEXT);
    expect(presets).toMatchObject([{ name: 'redis', version: 2, changed: ['port'], savedBy: 'ci' }]);
    const versions = await handlers().ListPresets(KEY, CONTEXT);
    expect(versions.presets?.map(({ version }) => version)).toEqual([2, 1]);
    expect(await handlers().DeletePreset(KEY, CONTEXT)).toEqual({ name: 'redis' });
    await expect(handlers().DeletePreset(KEY, CONTEXT)).rejects.toMatchObject({ code: 'not_found' });
    await expect(handlers().ListPresets(KEY, CONTEXT)).rejects.toMatchObject({ code: 'not_found' });
    expect(await update('')).toMatchObject({ isChanged: false });
    const filter = { scope: WHOLE_FLEET, after: null, before: null, since: null };
    expect((await newestEvents(world.plane.store.db, filter, 1))[0]).toMatchObject({
      action: 'preset.deleted',
      actor: 'ci',
      details: { preset: 'redis' },
    });
  });

  test('forget no preset while an operation on its service goes on', async () => {
    await create();
    const updating = update(encodeSettings({ port: 6380 }));
    await expect(handlers().DeletePreset(KEY, CONTEXT)).rejects.toMatchObject({ code: 'operation_in_progress' });
    await updating;
    expect(await world.preset()).toMatchObject({ version: 2 });
    expect(await handlers().DeletePreset(KEY, CONTEXT)).toEqual({ name: 'redis' });
  });

  test.each([
    ['a name that cannot be one', () => create(undefined, { name: '-redis' })],
    ['settings that are none', () => create('{}')],
    ['overrides that are none', () => update('{"port":"http"}')],
    ['no environment', () => create(undefined, { environment: null })],
    ['a node that is too long', () => create(undefined, { node: 'n'.repeat(200) })],
    [
      'no action',
      () => handlers().SwitchStandaloneService({ ...KEY, action: 'ACTION_UNSPECIFIED', wait: false }, CONTEXT),
    ],
  ])('refuse %s', async (_, call) => {
    const before = await world.plane.dump();
    await expect(Promise.resolve().then(call)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await world.plane.dump()).toEqual(before);
  });

  test('tell names of settings, and no value of one, in events', async () => {
    await create(encodeSettings({ ...REDIS, env: { PASSWORD: 'hunter2' } }));
    await update(encodeSettings({ env: { PASSWORD: 'hunter3' } }));
    const filter = { scope: WHOLE_FLEET, after: null, before: null, since: null };
    const text = JSON.stringify(await newestEvents(world.plane.store.db, filter, 100));
    expect(text).toContain('env_vars');
    expect(text).not.toMatch(/hunter/);
  });
});
