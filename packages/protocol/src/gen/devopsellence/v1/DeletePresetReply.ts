// Original file: proto/devopsellence/v1/operator.proto


export interface DeletePresetReply {
  'name'?: (string);
}

export interface DeletePresetReply__Output {
  'name': (string);
}
