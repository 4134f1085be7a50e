// Original file: proto/devopsellence/v1/backups.proto


export interface RestoredNode {
  'id'?: (string);
  'name'?: (string);
}

export interface RestoredNode__Output {
  'id': (string);
  'name': (string);
}
