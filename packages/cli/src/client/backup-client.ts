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
  listBackups(): Promise<{ readonly backups: readonly Backup[]; readonly unreadable: readonly string[] }>;
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
    const { backups, unreadable } = await this.#channel.call(OPERATOR.ListBackups, {});
    return { backups: backups.map(decodeBackup), unreadable };
  }
}

function decodeBackup({ madeAtMs, whole, ...backup }: wire.Backup__Output): Backup {
  return { ...backup, madeAt: madeAtMs, isWhole: whole };
}
