// Original file: proto/devopsellence/v1/volumes.proto


export interface ListVolumesRequest {
  'node'?: (string);
  'sizes'?: (boolean);
}

export interface ListVolumesRequest__Output {
  'node': (string);
  'sizes': (boolean);
}
