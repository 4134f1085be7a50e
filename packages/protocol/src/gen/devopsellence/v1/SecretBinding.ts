// Original file: proto/devopsellence/v1/model.proto


export interface SecretBinding {
  'env'?: (string);
  'secret'?: (string);
  'versionId'?: (string);
}

export interface SecretBinding__Output {
  'env': (string);
  'secret': (string);
  'versionId': (string);
}
