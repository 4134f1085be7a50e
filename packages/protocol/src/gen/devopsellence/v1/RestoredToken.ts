// Original file: proto/devopsellence/v1/backups.proto


export interface RestoredToken {
  'id'?: (string);
  'name'?: (string);
  'role'?: (string);
}

export interface RestoredToken__Output {
  'id': (string);
  'name': (string);
  'role': (string);
}
