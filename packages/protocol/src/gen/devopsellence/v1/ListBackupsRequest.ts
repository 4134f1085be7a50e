// Original file: proto/devopsellence/v1/backups.proto


export interface ListBackupsRequest {
}

export interface ListBackupsRequest__Output {
}
