// Original file: proto/devopsellence/v1/volumes.proto


export interface ListVolumesWork {
  'sizes'?: (boolean);
}

export interface ListVolumesWork__Output {
  'sizes': (boolean);
}
