// Original file: proto/devopsellence/v1/volumes.proto


export interface RemoveVolumeWork {
  'name'?: (string);
}

export interface RemoveVolumeWork__Output {
  'name': (string);
}
