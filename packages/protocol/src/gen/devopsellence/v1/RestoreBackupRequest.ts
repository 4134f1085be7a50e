// Original file: proto/devopsellence/v1/backups.proto


export interface RestoreBackupRequest {
  'backup'?: (string);
  'dryRun'?: (boolean);
}

export interface RestoreBackupRequest__Output {
  'backup': (string);
  'dryRun': (boolean);
}
