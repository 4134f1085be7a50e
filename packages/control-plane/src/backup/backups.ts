import { stat, writeFile } from 'node:fs/promises';
import { type Clock, freeBytesIn, type Logger, sha256OfFile, VERSION } from '@devopsellence/runtime';
import { Turns } from '../blobs/turns.js';
import type { KeyStore } from '../identity/key-store.js';
import type { Vault } from '../secrets/vault.js';
import { copyDatabase, databaseIn, newId, requireWholeDatabase, Store, schemaOf } from '../store/index.js';
import { BackupFolder, type BackupListing, manifestIn, readBackup, type StoredBackup } from './backup-folder.js';
import { contentsOf } from './contents.js';
import { isDiskFull, noRoomFor } from './disk-room.js';
import { type BackupReason, formatManifest, type Manifest } from './manifest.js';
import { planRetention, type RetentionFacts } from './retention.js';
import { sealKeys } from './sealed-keys.js';

/** Left free on the disk for the database and everything else. */
const RESERVE_BYTES = 64 * 1024 ** 2;

export interface BackupsDeps {
  readonly dataDirectory: string;
  /** Where backups are. */
  readonly backupDirectory: string;
  readonly keys: KeyStore;
  readonly vault: Vault;
  /** Fingerprint of the certificate authority that issues now. */
  readonly authority: () => string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Bytes free on the disk; asked of the file system when absent. */
  readonly freeBytes?: () => Promise<number>;
}

/** Makes backups of the control plane that runs, one at a time, and knows those that are there. */
export class Backups {
  readonly folder: BackupFolder;
  readonly #deps: BackupsDeps;
  readonly #turns = new Turns();

  private constructor(deps: BackupsDeps) {
    this.#deps = deps;
    this.folder = new BackupFolder(deps.backupDirectory);
  }

  static async open(deps: BackupsDeps): Promise<Backups> {
    const backups = new Backups(deps);
    await backups.folder.prepare();
    return backups;
  }

  list(): Promise<BackupListing> {
    return this.folder.list();
  }

  /** The newest whole one. */
  async newest(): Promise<StoredBackup | null> {
    return (await this.list()).backups.find(({ isWhole }) => isWhole) ?? null;
  }

  /**
   * Makes a backup of this moment, and verifies it. Everything else goes on meanwhile. Throws `storage_full`; whatever it
   * throws, nothing is left of the backup, and those before are as they were.
   */
  async create(reason: BackupReason, signal: AbortSignal): Promise<StoredBackup> {
    const endTurn = await this.#turns.take('backup', signal);
    const id = newId();
    try {
      await this.#requireRoom();
      const path = await this.folder.begin(id);
      await this.#write({ id, reason, path }, signal);
      await this.folder.finish(id);
    } catch (error) {
      await this.folder.discard(id);
      throw isDiskFull(error) ? noRoomFor(await this.#databaseBytes(), error) : error;
    } finally {
      endTurn();
    }
    const made = await readBackup(this.folder.pathOf(id));
    this.#deps.logger.info({ backup: id, reason, bytes: made.manifest.size }, 'made a backup');
    return made;
  }

  /** Removes the backups that are no longer kept since another one was made. */
  async prune({ keep, made }: Pick<RetentionFacts, 'keep' | 'made'>, signal: AbortSignal): Promise<void> {
    const { logger } = this.#deps;
    const endTurn = await this.#turns.take('backup', signal);
    try {
      const { backups } = await this.folder.list();
      for (const { manifest } of planRetention({ backups, keep, made })) {
        const isRemoved = await this.folder.remove(manifest.id);
        if (isRemoved) logger.info({ backup: manifest.id }, 'removed an old backup');
        else logger.warn({ backup: manifest.id }, 'an old backup stays: its folder has files of somebody else');
      }
    } finally {
      endTurn();
    }
  }

  async #write(
    { id, reason, path }: { readonly id: string; readonly reason: BackupReason; readonly path: string },
    signal: AbortSignal,
  ): Promise<void> {
    const { keys, vault, authority, clock } = this.#deps;
    const database = databaseIn(path);
    const madeAt = clock.now();
    await copyDatabase(this.#database, database, signal);
    await requireWholeDatabase(database);
    const sha256 = await sha256OfFile(database);
    const manifest: Manifest = {
      id,
      reason,
      madeAt,
      productVersion: VERSION,
      schema: schemaOf(database),
      size: (await stat(database)).size,
      sha256,
      authority: authority(),
      contents: await readContents(database),
      ...(await sealKeys(keys, vault, { id, sha256 })),
    };
    await writeFile(manifestIn(path), formatManifest(manifest), { mode: 0o600 });
  }

  get #database(): string {
    return databaseIn(this.#deps.dataDirectory);
  }

  async #databaseBytes(): Promise<number> {
    return (await stat(this.#database)).size;
  }

  async #requireRoom(): Promise<void> {
    const needed = (await this.#databaseBytes()) + RESERVE_BYTES;
    const free = await (this.#deps.freeBytes ?? (() => freeBytesIn(this.folder.path)))();
    if (free < needed) throw noRoomFor(needed);
  }
}

async function readContents(database: string): Promise<Manifest['contents']> {
  const copy = Store.openCopy(database);
  try {
    return await contentsOf(copy.db);
  } finally {
    await copy.close();
  }
}
