// Original file: proto/devopsellence/v1/backups.proto

import type { Backup as _devopsellence_v1_Backup, Backup__Output as _devopsellence_v1_Backup__Output } from '../../devopsellence/v1/Backup.js';
import type { Long } from '@grpc/proto-loader';

export interface ListBackupsReply {
  'backups'?: (_devopsellence_v1_Backup)[];
  'unreadable'?: (string)[];
  'restoredAtMs'?: (number | string | Long);
}

export interface ListBackupsReply__Output {
  'backups': (_devopsellence_v1_Backup__Output)[];
  'unreadable': (string)[];
  'restoredAtMs': (number);
}
