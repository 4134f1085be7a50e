// Original file: proto/devopsellence/v1/backups.proto

import type { Backup as _devopsellence_v1_Backup, Backup__Output as _devopsellence_v1_Backup__Output } from '../../devopsellence/v1/Backup.js';
import type { RestoredToken as _devopsellence_v1_RestoredToken, RestoredToken__Output as _devopsellence_v1_RestoredToken__Output } from '../../devopsellence/v1/RestoredToken.js';
import type { RestoredNode as _devopsellence_v1_RestoredNode, RestoredNode__Output as _devopsellence_v1_RestoredNode__Output } from '../../devopsellence/v1/RestoredNode.js';
import type { Long } from '@grpc/proto-loader';

export interface RestoreBackupReply {
  'backup'?: (_devopsellence_v1_Backup | null);
  'tokensBack'?: (_devopsellence_v1_RestoredToken)[];
  'nodesBack'?: (_devopsellence_v1_RestoredNode)[];
  'tokensGone'?: (_devopsellence_v1_RestoredToken)[];
  'nodesGone'?: (_devopsellence_v1_RestoredNode)[];
  'environmentsBack'?: (string)[];
  'environmentsGone'?: (string)[];
  'joinTokensRefused'?: (number);
  'keysDiffer'?: (boolean);
  'ownTokenGone'?: (boolean);
  'savedBackup'?: (string);
  'restoredAtMs'?: (number | string | Long);
}

export interface RestoreBackupReply__Output {
  'backup': (_devopsellence_v1_Backup__Output | null);
  'tokensBack': (_devopsellence_v1_RestoredToken__Output)[];
  'nodesBack': (_devopsellence_v1_RestoredNode__Output)[];
  'tokensGone': (_devopsellence_v1_RestoredToken__Output)[];
  'nodesGone': (_devopsellence_v1_RestoredNode__Output)[];
  'environmentsBack': (string)[];
  'environmentsGone': (string)[];
  'joinTokensRefused': (number);
  'keysDiffer': (boolean);
  'ownTokenGone': (boolean);
  'savedBackup': (string);
  'restoredAtMs': (number);
}
