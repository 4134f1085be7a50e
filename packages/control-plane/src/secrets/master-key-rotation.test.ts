import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '@devopsellence/runtime';
import { FakeClock, silentLogger } from '@devopsellence/runtime/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WHOLE_FLEET } from '../access/scope.js';
import { KeyStore } from '../identity/key-store.js';
import { newestEvents, type Store } from '../store/index.js';
import { masterKeysIn, sealedContentOf } from '../testing/sealed-content.js';
import { tempDirectory } from '../testing/temp-directory.js';
import { tempStore } from '../testing/temp-store.js';
import { MasterKeyRotation } from './master-key-rotation.js';
import { MasterKeys } from './master-keys.js';
import { masterKeyId, registryPlace, secretPlace, Vault } from './vault.js';

const ANNA = { name: 'anna', correlationId: 'c-1' };
const [OLD, NEW] = [randomBytes(32), randomBytes(32)];
const base64 = (...keys: readonly Buffer[]) => keys.map((key) => `${key.toString('base64')}\n`).join('');

interface Place {
  readonly store: Store;
  readonly directory: string;
}

/** A database with values, so many secrets and a password, of which the first so many are sealed with the new key. */
async function aPlace({ secrets = 40, resealed = 0, file = base64(OLD) } = {}): Promise<Place> {
  const store = await tempStore();
  const directory = await tempDirectory();
  await writeFile(join(directory, 'master.key'), file);
  const key = (index: number) => new Vault(index < resealed ? NEW : OLD);
  await store.transaction(async (trx) => {
    const at = { created_at: 1 };
    await trx
      .insertInto('organizations')
      .values({ id: 'o', name: 'acme', ...at })
      .execute();
    await trx
      .insertInto('projects')
      .values({ id: 'p', organization_id: 'o', name: 'shop', ...at })
      .execute();
    const environment = { id: 'e', project_id: 'p', name: 'production', current_release_id: null, ...at };
    await trx.insertInto('environments').values(environment).execute();
    for (let index = 0; index < secrets; index += 1) {
      const id = `v${String(index).padStart(3, '0')}`;
      const sealed = key(index).seal(`value ${index}`, secretPlace('s', id));
      await trx
        .insertInto('secret_versions')
        .values({ id, secret_id: 's', environment_id: 'e', sealed, ...at })
        .execute();
    }
    const sealed = key(secrets).seal('password', registryPlace('r'));
    const registry = { id: 'r', organization_id: 'o', host: 'r.example.com', username: 'u', namespace: null };
    await trx
      .insertInto('registries')
      .values({ ...registry, sealed, updated_at: 1 })
      .execute();
  });
  return { store, directory };
}

interface Environment {
  readonly masterKey?: Buffer;
  readonly previousMasterKey?: Buffer;
}

/** A control plane's start, as far as this is concerned. */
async function started({ store, directory }: Place, environment: Environment = {}, logger: Logger = silentLogger) {
  const { masterKey = null, previousMasterKey = null } = environment;
  const source = {
    masterKey: masterKey?.toString('base64') ?? null,
    previousMasterKey: previousMasterKey?.toString('base64') ?? null,
  };
  const masterKeys = await MasterKeys.open(new KeyStore(directory, false), source);
  const vault = new Vault(...masterKeys.ring);
  const rotation = new MasterKeyRotation({ store, masterKeys, vault, clock: new FakeClock(1_000), logger });
  const stopping = new AbortController();
  const running = rotation.run(stopping.signal);
  const stop = async () => {
    stopping.abort();
    await running;
  };
  onTestFinished(stop);
  return { rotation, vault, stop };
}

async function eventsOf({ store }: Place): Promise<readonly string[]> {
  const filter = { scope: WHOLE_FLEET, after: null, before: null, since: null };
  return (await newestEvents(store.db, filter, 100)).map(({ actor, action }) => `${actor}: ${action}`);
}

const VALUES = [...Array.from({ length: 40 }, (_, index) => `value ${index}`), 'password'];

describe('replacing the master key', () => {
  it('seals every value anew, then drops the old key, and tells who wanted it', async () => {
    const place = await aPlace();
    const { rotation } = await started(place);
    expect(await rotation.status()).toMatchObject({ phase: 'steady', since: null, values: 41, valuesLeft: 0 });
    await Promise.all([rotation.begin(ANNA), rotation.begin({ name: 'bert', correlationId: 'c-2' })]);
    await expect.poll(() => eventsOf(place)).toEqual(['anna: master_key.replaced', 'anna: master_key.rotated']);
    expect(await rotation.status()).toMatchObject({ phase: 'steady', valuesLeft: 0, since: 1_000 });
    const ring = await masterKeysIn(place.directory);
    expect(ring).toHaveLength(1);
    expect(masterKeyId(ring[0])).not.toBe(masterKeyId(OLD));
    const [id] = ring.map(masterKeyId);
    expect(await sealedContentOf(place.store, ...ring)).toEqual({ keys: [id], sealedWith: [id], values: VALUES });
  });

  it('opens, until the next start, what was read before the old key was dropped', async () => {
    const place = await aPlace({ secrets: 1 });
    const { rotation, vault } = await started(place);
    const { sealed } = await place.store.db.selectFrom('secret_versions').selectAll().executeTakeFirstOrThrow();
    await rotation.begin(ANNA);
    await expect.poll(() => rotation.status()).toMatchObject({ phase: 'steady', since: 1_000 });
    expect(vault.open(sealed, secretPlace('s', 'v000'))).toBe('value 0');
  });

  it.each([
    ['before the first value was sealed anew', 0],
    ['when some were', 17],
    ['when all were, and the old key was not dropped', 41],
  ])('goes on where a killed process has left it: %s', async (_, resealed) => {
    const place = await aPlace({ resealed, file: base64(NEW, OLD) });
    const { rotation } = await started(place);
    await expect.poll(() => masterKeysIn(place.directory)).toEqual([NEW]);
    await expect.poll(() => rotation.status()).toMatchObject({ phase: 'steady', valuesLeft: 0 });
    expect(await sealedContentOf(place.store, NEW)).toMatchObject({ sealedWith: [masterKeyId(NEW)], values: VALUES });
  });

  it('writes down at the next start what it could not any more when it was killed', async () => {
    const place = await aPlace();
    const first = await started(place);
    await first.rotation.begin(ANNA);
    await expect.poll(() => eventsOf(place)).toHaveLength(2);
    await first.stop();
    // As before the last write to the database.
    await place.store.transaction(async (trx) => {
      await trx.updateTable('rotations').set({ phase: 'replaced' }).execute();
      await trx.deleteFrom('events').where('action', '=', 'master_key.rotated').execute();
    });
    await started(place);
    await expect.poll(() => eventsOf(place)).toEqual(['anna: master_key.replaced', 'anna: master_key.rotated']);
  });

  it('does with keys from the environment what their owner wants', async () => {
    const place = await aPlace({ file: '' });
    const first = await started(place, { masterKey: OLD });
    await expect(first.rotation.begin(ANNA)).rejects.toMatchObject({ code: 'not_supported' });
    await first.stop();
    const { rotation } = await started(place, { masterKey: NEW, previousMasterKey: OLD });
    const ids = { current: masterKeyId(NEW), other: masterKeyId(OLD) };
    const done = { phase: 'steady', valuesLeft: 0, ids, isFromEnvironment: true };
    await expect.poll(() => rotation.status()).toMatchObject(done);
    await rotation.begin(ANNA);
    expect(await sealedContentOf(place.store, NEW)).toMatchObject({ values: VALUES });
    const events = ['control-plane: master_key.replaced', 'control-plane: master_key.rotated'];
    await expect.poll(() => eventsOf(place)).toEqual(events);
  });

  it('keeps the old key while a value cannot be opened, says which, and seals all others anew', async () => {
    const place = await aPlace();
    await place.store.transaction(async (trx) => {
      const sealed = new Vault(OLD).seal('value 7', secretPlace('s', 'another version'));
      await trx.updateTable('secret_versions').set({ sealed }).where('id', '=', 'v007').execute();
    });
    const lines: string[] = [];
    const logger = {
      ...silentLogger,
      error: (fields: object, message: string) => lines.push(JSON.stringify([fields, message])),
    };
    const { rotation, stop } = await started(place, {}, logger);
    await rotation.begin(ANNA);
    await expect.poll(() => lines).toContainEqual(expect.stringContaining('is held up'));
    expect(lines.filter((line) => line.includes('secret/s/version/v007'))).not.toEqual([]);
    expect(await rotation.status()).toMatchObject({ phase: 'replaced', valuesLeft: 1 });
    const [current, ...before] = await masterKeysIn(place.directory);
    expect(before).toEqual([OLD]);
    await stop();
    await place.store.transaction((trx) => trx.deleteFrom('secret_versions').where('id', '=', 'v007').execute());
    await started(place);
    await expect.poll(() => masterKeysIn(place.directory)).toEqual([current]);
  });
});
