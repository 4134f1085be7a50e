import { setImmediate } from 'node:timers/promises';
import { AppError, type Instant } from '@devopsellence/core';
import { type Clock, type Logger, Loop } from '@devopsellence/runtime';
import { ITSELF, noteRotation, type RotationActor } from '../identity/note-rotation.js';
import type { RotatingIds } from '../identity/rotating-key.js';
import {
  countSealedValues,
  findRotation,
  listSealedValues,
  type Reader,
  replaceSealed,
  type SealedTable,
  type SealedValue,
  type Store,
} from '../store/index.js';
import type { MasterKeys } from './master-keys.js';
import { keyIdIn, registryPlace, secretPlace, type Vault } from './vault.js';

/** As many as keep everyone else waiting for a few milliseconds, even if each is as large as a secret may be. */
const BATCH = 16;
const BACKOFF = { baseMs: 5_000, capMs: 300_000 };
const TABLES: readonly SealedTable[] = ['secret_versions', 'registries'];

export interface MasterKeyRotationDeps {
  readonly store: Store;
  readonly masterKeys: MasterKeys;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How far the replacement of the master key is. */
export interface MasterKeyStatus {
  /** `replaced`: values are sealed with the new key; some of those before are not yet. */
  readonly phase: 'steady' | 'replaced';
  /** `other`: what may open values still. With keys from the environment also when no value needs it any more. */
  readonly ids: RotatingIds;
  /** Since when it is in this phase; null: it was always. */
  readonly since: Instant | null;
  readonly values: number;
  /** How many of these a key that is replaced has sealed. */
  readonly valuesLeft: number;
  readonly isFromEnvironment: boolean;
}

/**
 * Replaces the master key: a new key is written to the file, then seals, while what was sealed before is opened with the old
 * one and sealed anew in small batches; when nothing is left under the old key, it is dropped. The file and the first bytes
 * of each value are the truth, so that a process that was killed at any moment goes on from there.
 */
export class MasterKeyRotation {
  readonly #deps: MasterKeyRotationDeps;
  readonly #loop: Loop;
  /** One step at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: MasterKeyRotationDeps) {
    this.#deps = deps;
    this.#loop = new Loop({
      pass: (signal) => this.#pass(signal),
      onError: (error, retryInMs) => deps.logger.error({ error, retryInMs }, 'the new master key is held up'),
      backoff: BACKOFF,
      clock: deps.clock,
      random: Math.random,
    });
  }

  /** Seals anew whatever a key that is replaced has sealed, until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#loop.run(signal);
  }

  async status(): Promise<MasterKeyStatus> {
    const { store, masterKeys } = this.#deps;
    const { values, valuesLeft } = await this.#count(store.db);
    const row = await findRotation(store.db, 'master_key');
    return {
      phase: this.#phase(valuesLeft),
      ids: masterKeys.ids,
      since: row?.since ?? null,
      values,
      valuesLeft,
      isFromEnvironment: masterKeys.isFromEnvironment,
    };
  }

  /**
   * Begins, if that was not done yet; the rest happens by itself. Throws `not_supported` for a key from the environment,
   * which only its owner can replace.
   */
  begin(actor: RotationActor): Promise<void> {
    return this.#inTurn(() => this.#begin(actor));
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    const done = this.#last.then(step);
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #begin(actor: RotationActor): Promise<void> {
    const { masterKeys, vault } = this.#deps;
    if (masterKeys.ids.other !== null) return;
    if (masterKeys.isFromEnvironment) throw onlyItsOwner();
    // What an earlier process did and could not write down any more.
    await this.#note();
    await masterKeys.begin();
    // Not before it would survive power loss: what is sealed with it could not be opened again.
    vault.use(masterKeys.ring);
    await this.#note(actor);
    this.#loop.trigger();
  }

  async #pass(signal: AbortSignal): Promise<null> {
    const { store, masterKeys } = this.#deps;
    await this.#inTurn(() => this.#note());
    if (masterKeys.ids.other === null) return null;
    for (const { header } of await this.#left(store.db)) {
      for (const table of TABLES) await this.#resealAll(table, header, signal);
    }
    const { valuesLeft } = await this.#count(store.db);
    if (valuesLeft > 0) throw notOpened(valuesLeft);
    // The vault keeps the key that is dropped until the next start: for values that were read a moment ago.
    await this.#inTurn(async () => {
      await masterKeys.finish();
      await this.#note();
    });
    return null;
  }

  /** Values that cannot be opened are left as they are. */
  async #resealAll(table: SealedTable, header: Buffer, signal: AbortSignal): Promise<void> {
    let after = '';
    for (;;) {
      signal.throwIfAborted();
      const last = await this.#resealSome({ table, header, after, limit: BATCH });
      if (last === null) return;
      after = last;
      // Whatever else waits for the event loop comes first.
      await setImmediate();
    }
  }

  /** Id of the last one; null: there were none. */
  async #resealSome(page: Parameters<typeof listSealedValues>[1]): Promise<string | null> {
    const { store, vault, logger } = this.#deps;
    return await store.transaction(async (trx) => {
      const values = await listSealedValues(trx, page);
      for (const value of values) {
        const place = placeOf(value);
        try {
          await replaceSealed(trx, value, vault.reseal(value.sealed, place));
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          logger.error({ error, place }, 'a value stays sealed with the master key before');
        }
      }
      return values.at(-1)?.id ?? null;
    });
  }

  #phase(valuesLeft: number): MasterKeyStatus['phase'] {
    const { ids, isFromEnvironment } = this.#deps.masterKeys;
    const isReplaced = ids.other !== null && (!isFromEnvironment || valuesLeft > 0);
    return isReplaced ? 'replaced' : 'steady';
  }

  async #note(actor?: RotationActor): Promise<void> {
    const { store, masterKeys } = this.#deps;
    const phase = this.#phase((await this.#count(store.db)).valuesLeft);
    const note = { kind: 'master_key', phase, ids: masterKeys.ids } as const;
    await noteRotation(this.#deps, note, actor ?? (phase === 'steady' ? null : ITSELF));
  }

  async #left(db: Reader) {
    const { current } = this.#deps.masterKeys.ids;
    return (await countSealedValues(db)).filter(({ header }) => keyIdIn(header) !== current);
  }

  async #count(db: Reader): Promise<{ readonly values: number; readonly valuesLeft: number }> {
    const sum = (counts: readonly { readonly count: number }[]) => counts.reduce((all, { count }) => all + count, 0);
    return { values: sum(await countSealedValues(db)), valuesLeft: sum(await this.#left(db)) };
  }
}

function placeOf({ table, id, secretId }: SealedValue): string {
  return table === 'registries' ? registryPlace(id) : secretPlace(secretId, id);
}

function onlyItsOwner(): AppError {
  return new AppError('not_supported', {
    message: 'the master key is in the environment of the control plane, and only you can replace it there',
    reason: 'the control plane replaces only what is in its data directory',
    nextActions: [
      'openssl rand -base64 32   # a new one',
      'restart the control plane with DEVOPSELLENCE_MASTER_KEY=NEW and DEVOPSELLENCE_MASTER_KEY_PREVIOUS=OLD',
      'devopsellence secret rotate-key --status',
    ],
  });
}

function notOpened(count: number): AppError {
  return new AppError('internal', {
    message: `${count} ${count === 1 ? 'value' : 'values'} cannot be sealed with the new master key`,
    reason: 'see the lines before: each says where the value is; the master key before stays until they are gone',
    nextActions: ['set the secret or the registry again, or delete it'],
  });
}
