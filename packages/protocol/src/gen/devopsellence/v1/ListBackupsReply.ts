// Original file: proto/devopsellence/v1/backups.proto

import type { Backup as _devopsellence_v1_Backup, Backup__Output as _devopsellence_v1_Backup__Output } from '../../devopsellence/v1/Backup.js';

export interface ListBackupsReply {
  'backups'?: (_devopsellence_v1_Backup)[];
  'unreadable'?: (string)[];
}

export interface ListBackupsReply__Output {
  'backups': (_devopsellence_v1_Backup__Output)[];
  'unreadable': (string)[];
}
