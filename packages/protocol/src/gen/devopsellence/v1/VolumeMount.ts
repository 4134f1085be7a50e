// Original file: proto/devopsellence/v1/model.proto


export interface VolumeMount {
  'name'?: (string);
  'target'?: (string);
  'isReadOnly'?: (boolean);
}

export interface VolumeMount__Output {
  'name': (string);
  'target': (string);
  'isReadOnly': (boolean);
}
