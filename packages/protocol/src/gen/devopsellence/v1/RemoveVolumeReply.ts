// Original file: proto/devopsellence/v1/volumes.proto


export interface RemoveVolumeReply {
  'node'?: (string);
  'name'?: (string);
}

export interface RemoveVolumeReply__Output {
  'node': (string);
  'name': (string);
}
