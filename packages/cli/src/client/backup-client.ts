import { OPERATOR, type wire } from '@devopsellence/protocol';
import type { Channel } from './channel.js';
import { missing } from './malformed.js';

/** A backup of the control plane, on its machine. */
export interface Backup {
  readonly id: string;
  /** `command`, `schedule`, or `restore`: made before another one was restored. */
  readonly reason: string;
  readonly madeAt: number;
  readonly productVersion: string;
  readonly size: number;
  readonly sha256: string;
  /** Of the master key that a restore needs. */
  readonly masterKeyId: string;
  readonly path: string;
  readonly nodes: number;
  readonly tokens: number;
  readonly environments: number;
  readonly secrets: number;
  readonly isWhole: boolean;
}

/** The calls about backups. Every one throws an AppError when it fails. */
export interface BackupClient {
  createBackup(): Promise<Backup>;
  /** The newest first; `unreadable` names what should be a backup and cannot be read. */
  listBackups(): Promise<BackupList>;
  /** Tells what restoring it changes; without `dryRun` restores it, after which the control plane starts anew. */
  restoreBackup(id: string, dryRun: boolean): Promise<RestoreOutline>;
}

export interface BackupList {
  readonly backups: readonly Backup[];
  readonly unreadable: readonly string[];
  /** When one was last restored to this control plane. */
  readonly restoredAt: number | null;
}

/** What restoring a backup changes, or has changed. */
export interface RestoreOutline {
  readonly backup: Backup;
  /** In the backup, and no more now. */
  readonly tokensBack: readonly RestoredToken[];
  readonly nodesBack: readonly RestoredNode[];
  readonly environmentsBack: readonly string[];
  /** Of now, and not in the backup. */
  readonly tokensGone: readonly RestoredToken[];
  readonly nodesGone: readonly RestoredNode[];
  readonly environmentsGone: readonly string[];
  readonly joinTokensRefused: number;
  /** The keys that nodes trust were replaced since: the present ones stay. */
  readonly keysDiffer: boolean;
  readonly ownTokenGone: boolean;
  /** Id of the backup of what was there before; empty: nothing was changed. */
  readonly savedBackup: string;
  /** Null: nothing was changed. */
  readonly restoredAt: number | null;
}

export interface RestoredToken {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

export interface RestoredNode {
  readonly id: string;
  readonly name: string;
}

/** A large database is copied in many small steps. */
const BACKUP_DEADLINE_MS = 15 * 60_000;

/** These calls over gRPC. */
export class GrpcBackupClient implements BackupClient {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  async createBackup(): Promise<Backup> {
    const { backup } = await this.#channel.call(OPERATOR.CreateBackup, {}, BACKUP_DEADLINE_MS);
    if (backup === null) throw missing('backup');
    return decodeBackup(backup);
  }

  async listBackups() {
    const { backups, unreadable, restoredAtMs } = await this.#channel.call(OPERATOR.ListBackups, {});
    return { backups: backups.map(decodeBackup), unreadable, restoredAt: restoredAtMs || null };
  }

  async restoreBackup(id: string, dryRun: boolean) {
    const request = { backup: id, dryRun };
    const reply = await this.#channel.call(OPERATOR.RestoreBackup, request, BACKUP_DEADLINE_MS);
    const { backup, restoredAtMs, ...outline } = reply;
    if (backup === null) throw missing('backup');
    return { ...outline, backup: decodeBackup(backup), restoredAt: restoredAtMs || null };
  }
}

function decodeBackup({ madeAtMs, whole, ...backup }: wire.Backup__Output): Backup {
  return { ...backup, madeAt: madeAtMs, isWhole: whole };
}
