// Original file: proto/devopsellence/v1/backups.proto


export interface CreateBackupRequest {
}

export interface CreateBackupRequest__Output {
}
