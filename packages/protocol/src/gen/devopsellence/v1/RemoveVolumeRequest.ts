// Original file: proto/devopsellence/v1/volumes.proto


export interface RemoveVolumeRequest {
  'node'?: (string);
  'name'?: (string);
}

export interface RemoveVolumeRequest__Output {
  'node': (string);
  'name': (string);
}
