// Original file: proto/devopsellence/v1/model.proto


export interface SecretValue {
  'versionId'?: (string);
  'value'?: (string);
}

export interface SecretValue__Output {
  'versionId': (string);
  'value': (string);
}
