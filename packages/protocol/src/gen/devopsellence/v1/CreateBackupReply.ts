// Original file: proto/devopsellence/v1/backups.proto

import type { Backup as _devopsellence_v1_Backup, Backup__Output as _devopsellence_v1_Backup__Output } from '../../devopsellence/v1/Backup.js';

export interface CreateBackupReply {
  'backup'?: (_devopsellence_v1_Backup | null);
}

export interface CreateBackupReply__Output {
  'backup': (_devopsellence_v1_Backup__Output | null);
}
